using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>What a later step left of declarations that the compiled metadata holds.</summary>
internal sealed class DeclarationFate(PEReader pe, MetadataReader metadata, Remains remains)
{
    /// <summary>Declarative when anything that the declaration made is kept, elided when all of it is gone, else unknown.</summary>
    /// <param name="entities">What the declaration made; a field is as alive as its type.</param>
    /// <param name="type">The type around it, or the type itself; nil for none.</param>
    public Verdict Of(IEnumerable<EntityHandle> entities, TypeDefinitionHandle type)
    {
        var (isKept, isUnknown) = (false, false);
        foreach (var entity in entities)
        {
            foreach (var fate in Of(entity, type))
            {
                isKept |= fate == Fate.Kept;
                isUnknown |= fate == Fate.Unknown;
            }
        }

        return isKept ? Verdict.Declarative : isUnknown ? Verdict.Unknown(UnknownReason.Inlined) : Verdict.Elided;
    }

    private IEnumerable<Fate> Of(EntityHandle entity, TypeDefinitionHandle type)
    {
        switch (entity.Kind)
        {
            case HandleKind.MethodDefinition:
                return [Of((MethodDefinitionHandle)entity)];
            case HandleKind.TypeDefinition:
                return [remains.Of(metadata, (TypeDefinitionHandle)entity)];
            case HandleKind.PropertyDefinition:
                var property = metadata.GetPropertyDefinition((PropertyDefinitionHandle)entity).GetAccessors();
                return Of(property.Getter, property.Setter);
            case HandleKind.EventDefinition:
                var @event = metadata.GetEventDefinition((EventDefinitionHandle)entity).GetAccessors();
                return Of(@event.Adder, @event.Remover);
            default:
                return [type.IsNil ? Fate.Unknown : remains.Of(metadata, type)];
        }
    }

    private IEnumerable<Fate> Of(params MethodDefinitionHandle[] methods) => methods.Where(method => !method.IsNil).Select(Of);

    // A method without a body has nothing that could be compiled away or moved: it is as alive as its type.
    private Fate Of(MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        return method.RelativeVirtualAddress == 0 ? remains.Of(metadata, method.GetDeclaringType()) : remains.Of(pe, handle);
    }
}
