namespace Storefront.Core;

public static class Stock
{
    public static bool IsKnown(IReadOnlyDictionary<string, int> stock, string sku) => stock.ContainsKey(sku);
}
