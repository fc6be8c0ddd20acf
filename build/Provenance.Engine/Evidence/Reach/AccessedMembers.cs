using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Reads <c>[DynamicallyAccessedMembers]</c>: what code does by reflection with the type that a place holds.</summary>
internal static class AccessedMembers
{
    public static Keep Of(WalkedModule module, CustomAttributeHandleCollection attributes)
    {
        var keep = Keep.None;
        foreach (var handle in attributes)
        {
            var attribute = module.Metadata.GetCustomAttribute(handle);
            if (string.Equals(AttributeNames.TypeName(module.Metadata, attribute.Constructor), "DynamicallyAccessedMembersAttribute", StringComparison.Ordinal)
                && module.Metadata.GetBlobReader(attribute.Value) is { Length: >= 6 } blob)
            {
                blob.ReadUInt16();
                keep |= FromFlags(blob.ReadInt32());
            }
        }

        return keep;
    }

    /// <summary>Values of <c>System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes</c>; nested types count as members.</summary>
    public static Keep FromFlags(int flags) =>
        ((flags & 0x1) != 0 ? Keep.DefaultConstructor : Keep.None)
        | ((flags & 0x2) != 0 ? Keep.PublicConstructors : Keep.None)
        | ((flags & 0x4) != 0 ? Keep.NonPublicConstructors : Keep.None)
        | ((flags & 0xAA8) != 0 ? Keep.PublicMembers : Keep.None)
        | ((flags & 0x1550) != 0 ? Keep.NonPublicMembers : Keep.None);
}
