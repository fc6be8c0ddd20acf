using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Looks at the length of every signature before one is decoded, as the decoder recurses.</summary>
internal static class Signatures
{
    /// <exception cref="BadImageFormatException">One is longer than a compiler would write it.</exception>
    public static void Check(MetadataReader metadata)
    {
        foreach (var handle in metadata.MethodDefinitions)
        {
            Check(metadata, metadata.GetMethodDefinition(handle).Signature);
        }

        foreach (var handle in metadata.FieldDefinitions)
        {
            Check(metadata, metadata.GetFieldDefinition(handle).Signature);
        }

        foreach (var handle in metadata.MemberReferences)
        {
            Check(metadata, metadata.GetMemberReference(handle).Signature);
        }

        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.TypeSpec); row++)
        {
            Check(metadata, metadata.GetTypeSpecification(MetadataTokens.TypeSpecificationHandle(row)).Signature);
        }

        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.StandAloneSig); row++)
        {
            Check(metadata, metadata.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(row)).Signature);
        }

        for (var row = 1; row <= metadata.GetTableRowCount(TableIndex.MethodSpec); row++)
        {
            Check(metadata, metadata.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(row)).Signature);
        }
    }

    private static void Check(MetadataReader metadata, BlobHandle signature)
    {
        if (metadata.GetBlobReader(signature).Length > Limits.SignatureBytes)
        {
            throw new BadImageFormatException("A signature is longer than any compiler writes it.");
        }
    }
}
