<?php
// Writes golden vectors for PayKickstart's notification signatures as real PHP computes them, one JSON object a line:
//   php gen.php > vectors.jsonl
// It starts `php -S` with router.php on a loopback port, posts every raw body to it and records what $_POST held and
// what each scheme made of it. Hand-picked cases come first, then cases from mt_srand(20261121): two runs are equal.
error_reporting(E_ALL & ~E_DEPRECATED);
const PORT = 18731;
const RANDOM_CASES = 320;

$srv = proc_open([PHP_BINARY, '-S', '127.0.0.1:' . PORT, __DIR__ . '/router.php'],
    [0 => ['file', '/dev/null', 'r'], 1 => ['file', '/dev/null', 'w'], 2 => ['file', '/dev/null', 'w']], $pipes, __DIR__, ['PATH' => getenv('PATH')]);
for ($i = 0; $i < 100; $i++) { if (@fsockopen('127.0.0.1', PORT)) break; usleep(50000); }

function ask(string $body, string $secret): array {
    $ctx = stream_context_create(['http' => ['method' => 'POST', 'content' => $body, 'ignore_errors' => true,
        'header' => "Content-Type: application/x-www-form-urlencoded\r\nX-Secret-Hex: " . bin2hex($secret)]]);
    $r = file_get_contents('http://127.0.0.1:' . PORT . '/', false, $ctx);
    $j = json_decode($r, true);
    if (!is_array($j)) { fwrite(STDERR, "bad answer for " . substr($body, 0, 200) . "\n" . $r . "\n"); exit(1); }
    return $j;
}

$N = 0;
// {HASH} and {VC} in a body are replaced by the right code for `hash` (in ISO-8859-1) and `verification_code`; hash first,
// because verification_code covers the hash field and hash covers neither.
function emit(string $note, string $tmpl, string $secret): void {
    global $N;
    $zero = str_repeat('0', 40);
    $hash = $zero;
    $body = str_replace(['{HASH}', '{VC}'], $zero, $tmpl);
    if (str_contains($tmpl, '{HASH}')) {
        $hash = ask($body, $secret)['c'] ?: $zero;
        $body = str_replace(['{HASH}', '{VC}'], [$hash, $zero], $tmpl);
    }
    if (str_contains($tmpl, '{VC}')) {
        $code = ask($body, $secret)['a'] ?: $zero;
        $body = str_replace(['{HASH}', '{VC}'], [$hash, $code], $tmpl);
    }
    $N++;
    $row = ['id' => sprintf('v%04d', $N), 'note' => $note, 'secret' => $secret, 'body' => base64_encode($body)];
    echo json_encode($row + ask($body, $secret), JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR), "\n";
}

$S = 'sEcr3t-K3y';
function u(array $kv): string { $o = []; foreach ($kv as $k => $v) $o[] = urlencode((string)$k) . '=' . urlencode((string)$v); return implode('&', $o); }

$sample = ['event' => 'sales', 'mode' => 'live', 'payment_processor' => 'stripe', 'amount' => '9.99', 'buyer_ip' => '192.0.2.215',
 'buyer_first_name' => 'Augusta', 'buyer_last_name' => 'Exempli-Causae', 'buyer_email' => 'augusta@example.com', 'vendor_first_name' => 'Example',
 'vendor_last_name' => 'Vendor', 'vendor_email' => 'support@vendor.example.com', 'billing_address_1' => '', 'billing_address_2' => '', 'billing_city' => '',
 'billing_state' => '', 'billing_zip' => '', 'billing_country' => '', 'shipping_address_1' => '', 'shipping_address_2' => '', 'shipping_city' => '',
 'shipping_state' => '', 'shipping_zip' => '', 'shipping_country' => '', 'transaction_id' => 'PK-TN0LNO7XWR', 'invoice_id' => 'PK-PZ1WK636WR',
 'tracking_id' => '216', 'transaction_time' => '1469014598', 'product_id' => '2354', 'product_name' => 'SEO Snapshot - Main', 'campaign_id' => '215',
 'campaign_name' => 'SEO Snapshot', 'affiliate_first_name' => 'Bob', 'affiliate_last_name' => 'Sample', 'affiliate_email' => 'bob@example.org',
 'affiliate_commission_amount' => '4.99', 'affiliate_commission_percent' => '50', 'ref_affiliate_first_name' => '', 'ref_affiliate_last_name' => '',
 'ref_affiliate_email' => '', 'ref_affiliate_commission_amount' => '', 'ref_affiliate_commission_percent' => '', 'custom_var1' => '123', 'custom_var2' => 'email@example.com'];
$lic2 = '&licenses%5B0%5D=HPLD-XSQW-KDW3-8HTD&licenses%5B1%5D=AWDF-XADWR-HYTF-4T7B';
$base = u($sample);
$hand = [
 ['doc sample, one license, A', $base . '&licenses=HPLD-XSQW-KDW3-8HTD&verification_code={VC}'],
 ['doc sample, one license, B', $base . '&licenses=HPLD-XSQW-KDW3-8HTD&hash={HASH}'],
 ['doc sample, both codes', $base . '&licenses=HPLD-XSQW-KDW3-8HTD&hash={HASH}&verification_code={VC}'],
 ['doc sample, both codes first', 'verification_code={VC}&hash={HASH}&' . $base],
 ['doc sample, two licenses as array, A', $base . $lic2 . '&verification_code={VC}'],
 ['doc sample, two licenses as array, B (TypeError on PHP 8)', $base . $lic2 . '&hash={HASH}'],
 ['doc sample, reversed field order', u(array_reverse($sample)) . '&verification_code={VC}&hash={HASH}'],
 ['doc sample, null fields absent (http_build_query drops nulls)', u(array_filter($sample, fn($v) => $v !== '')) . '&verification_code={VC}&hash={HASH}'],
 ['doc sample with the code of an unknown secret: must not verify', $base . $lic2 . '&verification_code=5d1f0c93ab7e4286d0e9b3714ac85f62179e03bd'],
 ['uppercase hex code', $base . '&verification_code=' . strtoupper(hash_hmac('sha1', 'x', $S))],
 ['empty body', ''],
 ['only codes', 'verification_code={VC}&hash={HASH}'],
 ['licenses[] twice', 'a=1&licenses[]=L1&b=2&licenses[]=L2&verification_code={VC}'],
 ['licenses[] once', 'a=1&licenses[]=L1&b=2&verification_code={VC}'],
 ['licenses[0]=', 'a=1&licenses[0]=&b=2&verification_code={VC}'],
 ['licenses[0] and licenses scalar later', 'licenses[0]=x&licenses=y&verification_code={VC}'],
 ['licenses scalar then licenses[]', 'licenses=y&licenses[]=x&verification_code={VC}'],
 ['dot in key', 'a.b=1&verification_code={VC}&hash={HASH}'],
 ['space in key (raw)', 'a b=1&verification_code={VC}&hash={HASH}'],
 ['space in key (+)', 'a+b=1&verification_code={VC}&hash={HASH}'],
 ['leading space in key', '%20%20a=1&verification_code={VC}&hash={HASH}'],
 ['trailing space in key', 'a%20=1&verification_code={VC}&hash={HASH}'],
 ['key of spaces only', '%20%20=1&b=2&verification_code={VC}&hash={HASH}'],
 ['tab in key', 'a%09b=1&verification_code={VC}&hash={HASH}'],
 ['leading tab in key', '%09a=1&verification_code={VC}&hash={HASH}'],
 ['unclosed bracket a[b', 'a[b=1&c=2&verification_code={VC}&hash={HASH}'],
 ['unclosed bracket a[b.c d', 'a[b.c+d=1&verification_code={VC}&hash={HASH}'],
 ['stray ] a]b', 'a]b=1&verification_code={VC}&hash={HASH}'],
 ['leading bracket [a]', '[a]=1&b=2&verification_code={VC}&hash={HASH}'],
 ['leading bracket [a', '[a=1&b=2&verification_code={VC}&hash={HASH}'],
 ['text after ] a[b]c', 'a[b]c=1&verification_code={VC}'],
 ['a[b][c', 'a[b][c=1&verification_code={VC}'],
 ['a[b][c]', 'a[b][c]=1&a[b][d]=2&verification_code={VC}'],
 ['a[ b]', 'a[ b]=1&verification_code={VC}'],
 ['a[b.c]', 'a[b.c]=1&verification_code={VC}'],
 ['a[[b]', 'a[[b]=1&verification_code={VC}'],
 ['a.b[c]', 'a.b[c]=1&verification_code={VC}'],
 ['percent-encoded brackets', 'a%5Bb%5D=1&verification_code={VC}'],
 ['duplicate key, last wins, first position', 'a=1&b=2&a=3&verification_code={VC}&hash={HASH}'],
 ['duplicate key via mangling', 'a.b=1&c=2&a_b=3&verification_code={VC}&hash={HASH}'],
 ['duplicate, last empty', 'a=1&b=2&a=&verification_code={VC}&hash={HASH}'],
 ['duplicate verification_code, right one last', 'verification_code=x&a=1&verification_code={VC}'],
 ['duplicate verification_code, right one first', 'verification_code={VC}&a=1&verification_code=x'],
 ['verification.code mangles into verification_code', 'a=1&verification.code={VC}'],
 ['verification code with space', 'a=1&verification+code={VC}'],
 ['verification_code[]', 'a=1&verification_code[]={VC}'],
 ['hash[]', 'a=1&hash[]=x&verification_code={VC}'],
 ['custom_field[x]', 'custom_field[x]=1&b=2&verification_code={VC}'],
 ["custom_field['x'] as in the docs", "custom_field['x']=1&b=2&verification_code={VC}"],
 ['custom_field[x] B', 'custom_field[x]=1&b=2&hash={HASH}'],
 ['key 0', '0=zero&1=one&b=2&verification_code={VC}&hash={HASH}'],
 ['key 00', '00=zero&b=2&verification_code={VC}&hash={HASH}'],
 ['key 0.0', '0.0=zero&b=2&verification_code={VC}&hash={HASH}'],
 ['key -0', '-0=zero&b=2&verification_code={VC}&hash={HASH}'],
 ['key -5 and 5', '-5=neg&5=pos&b=2&verification_code={VC}&hash={HASH}'],
 ['keys 10 9 1a 01', '10=a&9=b&1a=c&01=d&verification_code={VC}&hash={HASH}'],
 ['huge integer keys', '9223372036854775807=a&9223372036854775808=b&-9223372036854775808=c&verification_code={VC}&hash={HASH}'],
 ['empty key', '=x&b=2&verification_code={VC}&hash={HASH}'],
 ['bare key', 'a&b=2&verification_code={VC}&hash={HASH}'],
 ['double &&, leading & and trailing &', '&&a=1&&b=2&verification_code={VC}&hash={HASH}&'],
 ['semicolon is not a separator', 'a=1;b=2&c=3&verification_code={VC}&hash={HASH}'],
 ['= in value', 'a=1=2=3&verification_code={VC}&hash={HASH}'],
 ['value 0', 'a=0&b=2&verification_code={VC}&hash={HASH}'],
 ['value 0.0', 'a=0.0&b=2&verification_code={VC}&hash={HASH}'],
 ['value 00', 'a=00&b=2&verification_code={VC}&hash={HASH}'],
 ['value 0 with spaces', 'a=+0+&b=2&verification_code={VC}&hash={HASH}'],
 ['value -0', 'a=-0&b=2&verification_code={VC}&hash={HASH}'],
 ['value single space', 'a=+&b=2&verification_code={VC}&hash={HASH}'],
 ['value false / null words', 'a=false&b=null&verification_code={VC}&hash={HASH}'],
 ['value NUL only', 'a=%00&b=2&verification_code={VC}&hash={HASH}'],
 ['value with inner NUL', 'a=x%00y&b=2&verification_code={VC}&hash={HASH}'],
 ['key with inner NUL', 'a%00z=1&b=2&verification_code={VC}&hash={HASH}'],
 ['key starting with NUL', '%00z=1&b=2&verification_code={VC}&hash={HASH}'],
 ['trim set: space tab nl cr nul vt', 'a=%20%09%0A%0D%00%0Bx%0B%00%0D%0A%09%20&verification_code={VC}&hash={HASH}'],
 ['not in trim set: form feed, nbsp', 'a=%0Cx%0C&b=%C2%A0y%C2%A0&verification_code={VC}&hash={HASH}'],
 ['plus and %2B', 'a=1+1%2B1&verification_code={VC}&hash={HASH}'],
 ['bad percent escapes', 'a=100%&b=%zz&c=%4&d=%e&verification_code={VC}&hash={HASH}'],
 ['lower/upper hex', 'a=%c3%a9&b=%C3%A9&verification_code={VC}&hash={HASH}'],
 ['latin1-mappable UTF-8', 'a=' . urlencode('Ré née Müller Ñ ÿ') . '&verification_code={VC}&hash={HASH}'],
 ['euro sign (not in ISO-8859-1)', 'a=' . urlencode('€10') . '&b=2&verification_code={VC}&hash={HASH}'],
 ['smart quotes and dash', 'a=' . urlencode('“SEO” – Main’s') . '&b=2&verification_code={VC}&hash={HASH}'],
 ['emoji', 'a=' . urlencode('hi 😀 there') . '&b=2&verification_code={VC}&hash={HASH}'],
 ['only unmappable', 'a=' . urlencode('日本') . '&b=2&verification_code={VC}&hash={HASH}'],
 ['cyrillic + latin', 'a=' . urlencode('Иван Ivan') . '&b=2&verification_code={VC}&hash={HASH}'],
 ['C1 control U+0085', 'a=%C2%85&b=2&verification_code={VC}&hash={HASH}'],
 ['combining accent (NFD)', 'a=' . urlencode("e\u{301}") . '&verification_code={VC}&hash={HASH}'],
 ['invalid UTF-8 byte', 'a=%FF&b=2&verification_code={VC}&hash={HASH}'],
 ['latin1 byte, not UTF-8', 'a=caf%E9&b=2&verification_code={VC}&hash={HASH}'],
 ['truncated UTF-8', 'a=x%E2%82&b=2&verification_code={VC}&hash={HASH}'],
 ['truncated UTF-8 then ASCII', 'a=%E2%82x&b=2&verification_code={VC}&hash={HASH}'],
 ['overlong UTF-8', 'a=%C0%AF&b=2&verification_code={VC}&hash={HASH}'],
 ['surrogate in UTF-8', 'a=x%ED%A0%80y&b=2&verification_code={VC}&hash={HASH}'],
 ['beyond U+10FFFF', 'a=x%F4%90%80%80y&b=2&verification_code={VC}&hash={HASH}'],
 ['BOM in value', 'a=%EF%BB%BFx&verification_code={VC}&hash={HASH}'],
 ['raw UTF-8 bytes unescaped', "a=Müller&b=2&verification_code={VC}&hash={HASH}"],
 ['raw latin1 byte unescaped', "a=M\xFCller&b=2&verification_code={VC}&hash={HASH}"],
 ['UTF-8 keys', urlencode('clé') . '=1&' . urlencode('ключ') . '=2&verification_code={VC}&hash={HASH}'],
 ['invalid UTF-8 key', '%FFk=1&b=2&verification_code={VC}&hash={HASH}'],
 ['pipe inside a value (ambiguity)', 'a=1|2&b=3&verification_code={VC}&hash={HASH}'],
 ['pipe ambiguity, other split', 'a=1&b=2|3&verification_code={VC}&hash={HASH}'],
 ['case order of keys', 'b=1&B=2&a=3&A=4&_=5&verification_code={VC}&hash={HASH}'],
 ['prefix keys order', 'ab=1&a=2&a_=3&a0=4&abc=5&verification_code={VC}&hash={HASH}'],
 ['11 values: index order 0,1,10,2', implode('&', array_map(fn($i) => "k$i=v$i", range(0, 10))) . '&verification_code={VC}&hash={HASH}'],
 ['101 values: index order 0,1,10,100,11', implode('&', array_map(fn($i) => "k$i=v$i", range(0, 100))) . '&verification_code={VC}&hash={HASH}'],
 ['998 values + 2 codes: exactly 1000', implode('&', array_map(fn($i) => "k$i=v$i", range(1, 998))) . '&verification_code={VC}&hash={HASH}'],
 ['1005 fields, codes first: max_input_vars 1000 cuts', 'verification_code={VC}&hash={HASH}&' . implode('&', array_map(fn($i) => "k$i=v$i", range(1, 1003)))],
 ['1005 fields, codes last: codes are cut off', implode('&', array_map(fn($i) => "k$i=v$i", range(1, 1003))) . '&verification_code={VC}&hash={HASH}'],
 ['1005 array elements', 'verification_code={VC}&' . implode('&', array_map(fn($i) => "k[]=v$i", range(1, 1003))) . '&tail=1'],
 ['empty names count toward max_input_vars?', 'verification_code={VC}&' . str_repeat('&', 1200) . 'tail=1'],
 ['nesting 63', 'a' . str_repeat('[x]', 63) . '=1&b=2&verification_code={VC}'],
 ['nesting 64', 'a' . str_repeat('[x]', 64) . '=1&b=2&verification_code={VC}'],
 ['nesting 65', 'a' . str_repeat('[x]', 65) . '=1&b=2&verification_code={VC}'],
 ['GLOBALS and _POST keys', 'GLOBALS=1&_POST=2&this=3&verification_code={VC}&hash={HASH}'],
 ['__Host- prefix keys', '__Host-a=1&__Secure-b=2&verification_code={VC}&hash={HASH}'],
 ['newline kinds in value', 'a=l1%0D%0Al2%0Al3&verification_code={VC}&hash={HASH}'],
 ['verification_code empty', 'a=1&verification_code='],
 ['verification_code missing', 'a=1'],
 ['verification_code 0', 'a=1&verification_code=0'],
 ['code with trailing space', 'a=1&verification_code={VC}+&hash={HASH}+'],
 ['code with leading space', 'a=1&verification_code=+{VC}'],
];
foreach ($hand as [$note, $b]) emit($note, $b, $S);
emit('empty secret', 'a=1&b=2&verification_code={VC}&hash={HASH}', '');
emit('UTF-8 secret', 'a=1&b=2&verification_code={VC}&hash={HASH}', 'clé-秘密');
emit('secret of 64 bytes (SHA-1 block)', 'a=1&b=2&verification_code={VC}&hash={HASH}', str_repeat('k', 64));
emit('secret of 65 bytes (hashed by HMAC)', 'a=1&b=2&verification_code={VC}&hash={HASH}', str_repeat('k', 65));

// --- seeded random cases ----------------------------------------------------
mt_srand(20261121);
function pick(array $a) { return $a[mt_rand(0, count($a) - 1)]; }
function rstr(array $alpha, int $n): string { $s = ''; for ($i = 0; $i < $n; $i++) $s .= pick($alpha); return $s; }
$names = array_merge(array_keys($sample), ['licenses', 'old_invoice_id', 'update_billing_url', 'is_rebill', 'coupon_code', 'tax_amount', 'custom_var3']);
$alnum = str_split('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789');
$odd = [' ', '.', '[', ']', '_', '-', '+', '%', '=', '&', '|', "\t", "\n", "\r", "\0", "\x0b", "\x0c", ';', "'", '"', '/', '\\', '0', '1', 'a', 'Z', 'é', 'ß', 'ÿ', '€', '–', '日', '😀', "\xC2\xA0", "\xFF", "\xE9", "\xC3"];
$fixed = ['', '0', '00', '0.0', '0.00', ' ', ' 0', "\0", 'false', 'null', 'Array', '1', '9.99', '10.00', '-1', '2017-03-22 14:07:22', '-0001-11-30 00:00:00', 'José', 'Zoë Müller', 'O’Brien', '€', 'a|b', 'x&y=z', '100%', 'C++', 'https://example.test/a?b=c&d=e', " padded ", "tab\t", "\nline"];
function rkey(): string {
    global $names, $alnum, $odd;
    switch (mt_rand(0, 11)) {
        case 0: return 'custom_' . rstr($alnum, mt_rand(1, 8));
        case 1: return 'custom_' . rstr($odd, mt_rand(1, 4));
        case 2: return rstr($odd, mt_rand(1, 5));
        case 3: return (string)mt_rand(-20, 120);
        case 4: return pick(['0', '00', '01', '1.0', '1e3', ' 7', '7 ', '+7', '0x1A']);
        default: return pick($names);
    }
}
function rval(): string {
    global $alnum, $odd, $fixed;
    switch (mt_rand(0, 9)) {
        case 0: case 1: case 2: return pick($fixed);
        case 3: return rstr($odd, mt_rand(1, 12));
        case 4: return (string)mt_rand(0, 2000000000);
        default: return rstr(array_merge($alnum, [' ', '.', '-', '@', 'é', 'ü']), mt_rand(1, 24));
    }
}
function enc(string $s, int $style): string {
    switch ($style) {
        case 0: return urlencode($s);                       // '+' for space
        case 1: return rawurlencode($s);                    // %20
        case 2: return preg_replace_callback('/%[0-9A-F]{2}/', fn($m) => strtolower($m[0]), urlencode($s));
        default: return strtr($s, ['%' => '%25', '&' => '%26', '+' => '%2B', '=' => '%3D', "\0" => '%00']); // bytes left raw
    }
}
for ($c = 0; $c < RANDOM_CASES; $c++) {
    $plain = $c % 4 === 0;                   // a quarter looks like real traffic
    $arrays = $c % 4 === 1;                  // a quarter has arrays (scheme B fails on them)
    $n = $plain ? mt_rand(20, 60) : pick([0, 1, 2, 5, 9, 10, 11, 12, 20, 40, 101, 120]);
    $style = mt_rand(0, 3); $p = [];
    $pool = $names;                          // plain bodies name each field once
    for ($i = count($pool) - 1; $i > 0; $i--) { $j = mt_rand(0, $i); [$pool[$i], $pool[$j]] = [$pool[$j], $pool[$i]]; }
    if ($plain) $n = min($n, count($pool));
    for ($i = 0; $i < $n; $i++) {
        $k = $plain ? $pool[$i] : rkey();
        $v = $plain ? pick([rval(), '', (string)mt_rand(1, 9999), 'Name ' . $i]) : rval();
        $ek = enc($k, $style);
        if ($arrays && mt_rand(0, 3) === 0) $ek .= pick(['[]', '[0]', '[x]', '[a][b]', '[ y', '%5B%5D', '[]x', '[1][]']);
        $r = $plain ? 0 : mt_rand(0, 30);
        $p[] = $r === 30 ? $ek : ($r === 29 ? '' : ($r === 28 ? '=' . enc($v, $style) : $ek . '=' . enc($v, $style)));
    }
    $codes = pick([['verification_code={VC}'], ['hash={HASH}'], ['hash={HASH}', 'verification_code={VC}'], ['hash={HASH}', 'verification_code={VC}']]);
    foreach ($codes as $code) array_splice($p, mt_rand(0, count($p)), 0, [$code]);
    emit($plain ? 'plain' : ($arrays ? 'arrays' : 'odd'), implode('&', $p), rstr($alnum, mt_rand(1, 40)));
}
proc_terminate($srv);
fwrite(STDERR, "$N vectors, php " . PHP_VERSION . "\n");
