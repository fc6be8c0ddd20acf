using System.Reflection;

namespace Provenance.Engine;

/// <summary>The version that records and snapshots name: another engine may count differently.</summary>
public static class EngineVersion
{
    public static string Current { get; } =
        typeof(EngineVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0.0.0";

    /// <summary>What cached results depend on: two builds of one version may compute differently while it is being developed.</summary>
    internal static string Build { get; } = Current + " " + typeof(EngineVersion).Module.ModuleVersionId.ToString("N");
}
