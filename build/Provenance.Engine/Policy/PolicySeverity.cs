namespace Provenance.Engine.Policy;

/// <summary>How a finding of a rule is shown; the order is that of weight.</summary>
public enum PolicySeverity
{
    Hidden,
    Info,
    Warning,
    Error,
}
