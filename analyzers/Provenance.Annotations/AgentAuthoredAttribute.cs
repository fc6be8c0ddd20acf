using System;
using System.Diagnostics;

namespace Provenance.Annotations;

/// <summary>Says that an AI agent wrote what this stands on: the assembly, the type or the member.</summary>
/// <remarks>
/// Read from source by the analyzers (PROV001–PROV005) and, in the tree of the commit that wrote the code, by the metric.
/// Conditional: unless <c>PROVENANCE_ANNOTATIONS</c> is defined, nothing of it reaches the compiled assembly.
/// </remarks>
[AttributeUsage(ProvenanceTargets.Code, AllowMultiple = true, Inherited = false)]
[Conditional(ProvenanceTargets.Symbol)]
public sealed class AgentAuthoredAttribute : Attribute
{
    /// <param name="agent">Id of the agent, not of its model: 1 to 64 of <c>a-z 0-9 . _ -</c>, known to the registry or to the policy, such as <c>claude</c> or <c>github-copilot</c>.</param>
    public AgentAuthoredAttribute(string agent)
    {
        Agent = agent;
    }

    /// <summary>Id of the agent, as given.</summary>
    public string Agent { get; }

    /// <summary>The model behind the agent as <c>provider/model</c>, 1 to 96 of <c>A-Z a-z 0-9 . _ : / + -</c>; null when not known.</summary>
    public string? Model { get; set; }

    /// <summary>Key under which the agent's product keeps the session; null when not known. It is never opened or fetched.</summary>
    public string? Session { get; set; }
}
