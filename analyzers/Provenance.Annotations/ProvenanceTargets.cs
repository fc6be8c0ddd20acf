using System;

namespace Provenance.Annotations;

/// <summary>What the three attributes have in common.</summary>
internal static class ProvenanceTargets
{
    /// <summary>Everything that has lines of its own; parameters and return values are part of their member.</summary>
    public const AttributeTargets Code = AttributeTargets.Assembly | AttributeTargets.Module
        | AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface | AttributeTargets.Enum | AttributeTargets.Delegate
        | AttributeTargets.Constructor | AttributeTargets.Method | AttributeTargets.Property | AttributeTargets.Field | AttributeTargets.Event;

    /// <summary>The compilation symbol under which the attributes are kept in the assembly.</summary>
    public const string Symbol = "PROVENANCE_ANNOTATIONS";
}
