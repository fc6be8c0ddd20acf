namespace Provenance.Analyzers;

/// <summary>On a rule without a code fix: why there is none. A test demands one or the other.</summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
internal sealed class NoCodeFixAttribute(string reason) : Attribute
{
    public string Reason { get; } = reason;
}
