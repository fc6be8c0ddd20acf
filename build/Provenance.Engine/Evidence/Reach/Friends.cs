namespace Provenance.Engine.Evidence.Reach;

/// <summary>Assemblies that an assembly shows its internal members to.</summary>
internal static class Friends
{
    private static readonly string[] TestWords = ["Test", "Tests", "UnitTests", "IntegrationTests", "FunctionalTests", "Testing", "Spec", "Specs", "Benchmark", "Benchmarks", "DynamicProxyGenAssembly2", "Sample", "Samples", "Fuzz"];

    /// <summary>Whether a friend that is no test may be in some other artifact. One that is in this artifact is walked itself and needs no root.</summary>
    public static bool MayShip(WalkedModule module)
    {
        if (!module.Metadata.IsAssembly)
        {
            return false;
        }

        foreach (var handle in module.Metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = module.Metadata.GetCustomAttribute(handle);
            if (string.Equals(AttributeNames.TypeName(module.Metadata, attribute.Constructor), "InternalsVisibleToAttribute", StringComparison.Ordinal)
                && module.Metadata.GetBlobReader(attribute.Value) is { Length: > 4 } blob)
            {
                blob.ReadUInt16();
                var name = (blob.ReadSerializedString() ?? "").Split(',')[0].Trim();
                if (!IsTest(name) && !module.IsBeside(name))
                {
                    return true;
                }
            }
        }

        return false;
    }

    internal static bool IsTest(string name) => name.Split('.', '-', '_').Any(part => TestWords.Contains(part, StringComparer.OrdinalIgnoreCase))
        || name.EndsWith("Tests", StringComparison.Ordinal) || name.EndsWith("Test", StringComparison.Ordinal);
}
