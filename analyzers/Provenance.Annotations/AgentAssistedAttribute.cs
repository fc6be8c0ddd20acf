using System;
using System.Diagnostics;

namespace Provenance.Annotations;

/// <summary>Says that an AI agent wrote some unknown part of what this stands on: the assembly, the type or the member.</summary>
/// <remarks>
/// Counts as label <c>mixed</c>. Conditional: unless <c>PROVENANCE_ANNOTATIONS</c> is defined, nothing of it reaches the compiled assembly.
/// </remarks>
[AttributeUsage(ProvenanceTargets.Code, AllowMultiple = true, Inherited = false)]
[Conditional(ProvenanceTargets.Symbol)]
public sealed class AgentAssistedAttribute : Attribute
{
    /// <param name="agent">Id of the agent, not of its model: 1 to 64 of <c>a-z 0-9 . _ -</c>, known to the registry or to the policy, such as <c>claude</c> or <c>github-copilot</c>.</param>
    public AgentAssistedAttribute(string agent)
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
