using System.Reflection.Metadata;
using System.Text;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>The parse options that the compiler wrote into a PDB.</summary>
/// <remarks>Format: dotnet/roslyn, docs/features/pdb-compilation-options.md: pairs of null-terminated UTF-8 strings on the module. The linker keeps them.</remarks>
internal static class CompilationOptions
{
    private static readonly Guid Kind = new("b5feec05-8cd0-4a83-96da-466284bb4bd8");

    /// <summary>Null when the PDB does not say.</summary>
    public static ParseSettings? TryRead(MetadataReader pdb)
    {
        foreach (var handle in pdb.GetCustomDebugInformation(EntityHandle.ModuleDefinition))
        {
            var information = pdb.GetCustomDebugInformation(handle);
            if (pdb.GetGuid(information.Kind) == Kind)
            {
                return Parse(Encoding.UTF8.GetString(pdb.GetBlobBytes(information.Value)));
            }
        }

        return null;
    }

    private static ParseSettings Parse(string text)
    {
        var parts = text.Split('\0');
        var settings = new ParseSettings();
        for (var i = 0; i + 1 < parts.Length; i += 2)
        {
            settings = parts[i] switch
            {
                "language-version" => settings with { LangVersion = parts[i + 1] },
                "define" => settings with { DefineConstants = parts[i + 1] },
                _ => settings,
            };
        }

        return settings;
    }
}
