using System.Diagnostics.CodeAnalysis;

namespace Provenance.Testing.Analyzers;

/// <summary>Fails by <see cref="InvalidOperationException"/>, which every test framework reports.</summary>
public class DefaultVerifier : IVerifier
{
    private readonly string _context;

    public DefaultVerifier()
        : this("")
    {
    }

    protected DefaultVerifier(string context) => _context = context;

    public void Empty<T>(string collectionName, IEnumerable<T> collection)
    {
        var items = collection.ToList();
        True(items.Count == 0, $"'{collectionName}' should be empty and holds: {string.Join(", ", items)}");
    }

    public void NotEmpty<T>(string collectionName, IEnumerable<T> collection) => True(collection.Any(), $"'{collectionName}' should not be empty");

    public void Equal<T>(T expected, T actual, string? message = null) =>
        True(EqualityComparer<T>.Default.Equals(expected, actual), $"{message ?? "Values differ"}\nexpected: {expected}\nactual:   {actual}");

    public void True([DoesNotReturnIf(false)] bool assert, string? message = null)
    {
        if (!assert)
        {
            Fail(message);
        }
    }

    public void False([DoesNotReturnIf(true)] bool assert, string? message = null) => True(!assert, message);

    [DoesNotReturn]
    public void Fail(string? message = null) => throw new InvalidOperationException(_context + message);

    public IVerifier PushContext(string context) => new DefaultVerifier(_context + context + ": ");
}
