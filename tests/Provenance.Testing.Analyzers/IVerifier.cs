using System.Diagnostics.CodeAnalysis;

namespace Provenance.Testing.Analyzers;

/// <summary>How a test says that something is not as expected. Names and shapes are those of Microsoft.CodeAnalysis.Testing, here and in the whole project.</summary>
public interface IVerifier
{
    void Empty<T>(string collectionName, IEnumerable<T> collection);

    void NotEmpty<T>(string collectionName, IEnumerable<T> collection);

    void Equal<T>(T expected, T actual, string? message = null);

    void True([DoesNotReturnIf(false)] bool assert, string? message = null);

    void False([DoesNotReturnIf(true)] bool assert, string? message = null);

    [DoesNotReturn]
    void Fail(string? message = null);

    /// <summary>A verifier whose failures begin with <paramref name="context"/>.</summary>
    IVerifier PushContext(string context);
}
