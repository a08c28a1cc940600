package ipn

// Processor is who moved the money. It is open: others than these pass.
type Processor string

// The processors that were seen (newer material).
const (
	ProcessorStripe       Processor = "stripe"
	ProcessorPayPal       Processor = "paypaladaptive"
	ProcessorBraintree    Processor = "braintree"
	ProcessorAuthorizeNet Processor = "authnet"
	// ProcessorTestMode: nobody's money; it comes with ModeTest.
	ProcessorTestMode Processor = "testmode"
)
