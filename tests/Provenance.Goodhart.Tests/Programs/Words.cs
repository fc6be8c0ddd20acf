namespace Provenance.Goodhart.Tests.Programs;

/// <summary>What a shop speaks of.</summary>
internal static class Words
{
    public static readonly string[] Nouns =
    [
        "order", "invoice", "basket", "parcel", "voucher", "refund", "supplier", "shelf", "season", "tariff", "margin", "rebate", "carrier", "depot",
        "ledger", "quota", "batch", "pallet", "route", "ticket", "survey", "budget", "stock", "price", "weight", "region", "branch", "payment",
    ];

    public static readonly string[] Verbs = ["Plan", "Check", "Merge", "Rank", "Split", "Count", "Price", "Route", "Match", "Score", "Trim", "Spread", "Settle", "Audit"];

    public static readonly string[] Roles = ["Planner", "Desk", "Checker", "Router", "Board", "Keeper", "Broker", "Clerk", "Meter", "Judge"];

    public static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
