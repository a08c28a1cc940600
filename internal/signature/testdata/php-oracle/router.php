<?php
// The oracle behind `php -S 127.0.0.1:PORT router.php`: takes a form by POST, works on the real $_POST, and answers with
// JSON that says what PHP saw and what each scheme computes. The secret comes in hex in the header X-Secret-Hex.
declare(strict_types=0);
ini_set('display_errors', '0');
error_reporting(0);

// Rows of [keyKind, keyHex, 's', valueHex] or [keyKind, keyHex, 'a', rows]; keyKind 'i': PHP made the key an integer.
function rows(array $form): array {
    $out = [];
    foreach ($form as $key => $value) {
        $row = [is_int($key) ? 'i' : 's', bin2hex((string)$key)];
        $out[] = is_array($value) ? [...$row, 'a', rows($value)] : [...$row, 's', bin2hex($value)];
    }
    return $out;
}

// verification_code: the values in the form's order, with their list indexes sorted as text.
function join_verification_code(array $form): string {
    $values = [];
    foreach ($form as $key => $value) {
        if ($key == 'verification_code') continue;
        if (!$key or !$value) continue;
        $values[] = (string)$value;
    }
    ksort($values, SORT_STRING);
    return implode('|', $values);
}

// hash: trimmed, without empty values, sorted by name; $latin1: in ISO-8859-1, without what does not map.
function join_hash(array $form, bool $latin1): string {
    unset($form['hash'], $form['verification_code']);
    $form = array_filter(array_map('trim', $form));
    if ($latin1) {
        mb_substitute_character('none');
        $form = array_map(fn($value) => mb_convert_encoding($value, 'ISO-8859-1', 'UTF-8'), $form);
    }
    ksort($form, SORT_STRING);
    return implode('|', $form);
}

// The code in hex, or '' where PHP throws (trim of an array).
function code(callable $join, string $secret): string {
    try {
        return hash_hmac('sha1', $join(), $secret);
    } catch (\Throwable $e) {
        return '';
    }
}

$secret = hex2bin($_SERVER['HTTP_X_SECRET_HEX'] ?? '');
$a = code(fn() => join_verification_code($_POST), $secret);
$c = code(fn() => join_hash($_POST, true), $secret);
$b = code(fn() => join_hash($_POST, false), $secret);
$equal = fn(string $code, $sent) => $code !== '' && is_string($sent) && hash_equals($code, $sent);
header('Content-Type: application/json');
echo json_encode([
    'post' => rows($_POST),
    'a' => $a,
    'c' => $c,
    'b' => $b,
    'valid_a' => $equal($a, $_POST['verification_code'] ?? null),
    'valid_c' => $equal($c, $_POST['hash'] ?? null),
]);
