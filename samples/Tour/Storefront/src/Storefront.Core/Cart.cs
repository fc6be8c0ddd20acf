namespace Storefront.Core;

public sealed record CartLine(string Sku, decimal Price, int Quantity, decimal Kilograms);

public sealed class Cart
{
    private readonly List<CartLine> _lines = [];

    public IReadOnlyList<CartLine> Lines => _lines;

    public void Add(CartLine line) => _lines.Add(line);

    public decimal Subtotal() => _lines.Sum(line => line.Price * line.Quantity);
}
