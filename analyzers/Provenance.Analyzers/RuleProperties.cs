namespace Provenance.Analyzers;

/// <summary>Keys under which a diagnostic hands its fix what the message says in words.</summary>
internal static class RuleProperties
{
    public const string Agent = "agent";
    public const string Model = "model";
}
