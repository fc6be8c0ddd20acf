using System;
using System.Diagnostics;

namespace Provenance.Annotations;

/// <summary>Says that a person reviewed what this stands on. It changes no label: reviewed code of an agent stays the agent's.</summary>
/// <remarks>
/// There is no place for the reviewer's name, on purpose: nothing here is about persons.
/// Conditional: unless <c>PROVENANCE_ANNOTATIONS</c> is defined, nothing of it reaches the compiled assembly.
/// </remarks>
[AttributeUsage(ProvenanceTargets.Code, AllowMultiple = true, Inherited = false)]
[Conditional(ProvenanceTargets.Symbol)]
public sealed class HumanReviewedAttribute : Attribute
{
    /// <summary>Day of the review (UTC) as <c>yyyy-MM-dd</c>; null when not recorded.</summary>
    public string? Date { get; set; }

    /// <summary>Id of the commit that was reviewed: 7 to 64 lower-case hexadecimal digits; null when not recorded.</summary>
    public string? Commit { get; set; }
}
