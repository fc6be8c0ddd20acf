using Storefront;
using Storefront.Core;

var cart = new Cart();
cart.Add(new CartLine("TEA-1", 7.50m, 2, 0.3m));
Console.Write(Receipts.Header("Storefront"));
Console.WriteLine(cart.Subtotal());
