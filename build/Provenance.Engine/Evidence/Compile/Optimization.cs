using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Whether the compiler optimised an assembly.</summary>
internal static class Optimization
{
    private const int DisableOptimizations = 0x100;

    /// <remarks>
    /// A debug build says <c>[Debuggable(DebuggingModes)]</c> with <see cref="System.Diagnostics.DebuggableAttribute.DebuggingModes.DisableOptimizations"/>; no attribute means optimised.
    /// </remarks>
    public static bool IsOn(MetadataReader metadata)
    {
        if (!metadata.IsAssembly)
        {
            return false;
        }

        foreach (var handle in metadata.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (AttributeNames.TypeName(metadata, attribute.Constructor) != "DebuggableAttribute")
            {
                continue;
            }

            // Prolog 0x0001, then the modes as one int32; the older form has two booleans, the second of which switches the optimiser off.
            var value = metadata.GetBlobReader(attribute.Value);
            value.ReadUInt16();
            return value.RemainingBytes >= 6 ? (value.ReadInt32() & DisableOptimizations) == 0 : value.ReadUInt16() >> 8 == 0;
        }

        return true;
    }
}
