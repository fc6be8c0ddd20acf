namespace Storefront.Core;

public static class Shipping
{
    public static decimal Flat(Cart cart) => cart.Lines.Count == 0 ? 0m : 4.90m;
}
