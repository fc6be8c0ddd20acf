namespace Storefront.Core;

public static class Prices
{
    public static decimal Round(decimal amount) => Math.Round(amount, 2, MidpointRounding.ToEven);
}
