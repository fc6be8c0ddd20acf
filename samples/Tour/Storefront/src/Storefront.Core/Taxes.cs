namespace Storefront.Core;

public static class Taxes
{
    public static decimal Standard(decimal net) => Prices.Round(net * 0.19m);
}
