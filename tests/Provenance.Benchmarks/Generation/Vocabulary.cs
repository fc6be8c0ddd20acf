namespace Provenance.Benchmarks.Generation;

/// <summary>Words that generated code is made of.</summary>
internal static class Vocabulary
{
    public static readonly string[] Areas = ["Billing", "Catalog", "Delivery", "Identity", "Inventory", "Messaging", "Orders", "Pricing", "Reporting", "Search"];

    public static readonly string[] Nouns = [
        "Account", "Address", "Amount", "Basket", "Batch", "Bucket", "Carrier", "Channel", "Claim", "Contract", "Country", "Currency", "Customer", "Deadline", "Discount", "Entry",
        "Episode", "Filter", "Group", "Header", "Index", "Invoice", "Item", "Label", "Limit", "Market", "Message", "Note", "Offer", "Package", "Payment", "Period",
        "Policy", "Price", "Product", "Quota", "Rate", "Receipt", "Record", "Region", "Request", "Refund", "Route", "Schedule", "Shipment", "Stock", "Tariff", "Voucher",
    ];

    public static readonly string[] Roles = ["Builder", "Cache", "Formatter", "Handler", "Index", "Loader", "Options", "Parser", "Queue", "Reader", "Store", "Table", "Validator", "Writer"];

    public static readonly string[] Verbs = [
        "Add", "Apply", "Assign", "Build", "Cancel", "Check", "Collect", "Compare", "Convert", "Create", "Expand", "Find", "Format", "Join", "Load", "Match",
        "Merge", "Parse", "Pick", "Read", "Remove", "Resolve", "Round", "Scale", "Select", "Send", "Sort", "Split", "Store", "Trim", "Update", "Validate",
    ];

    public static readonly string[] Types = ["int", "long", "string", "decimal", "bool", "TimeSpan", "List<string>", "Dictionary<string, int>"];

    /// <summary>How a name begins inside a method.</summary>
    public static string Local(string noun) => char.ToLowerInvariant(noun[0]) + noun[1..];
}
