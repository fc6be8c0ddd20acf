using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Members that an assembly refers to, whether or not what refers to them ever runs.</summary>
internal static class References
{
    public static void Reach(ReachWalk walk, ImmutableArray<byte> image)
    {
        try
        {
            // A world of its own, in which the walked assemblies are found by name.
            using var pe = new PEReader(image);
            if (pe.HasMetadata)
            {
                Reach(walk, new WalkedModule(walk.World, pe, isRoot: false));
            }
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            // Refers to nothing that can be read; the figure counts what is known to be referred to.
            return;
        }
    }

    private static void Reach(ReachWalk walk, WalkedModule module)
    {
        foreach (var handle in module.Metadata.TypeReferences)
        {
            if (module.Reference(handle).Walked is { } type)
            {
                walk.ReachType(type);
            }
        }

        foreach (var handle in module.Metadata.MemberReferences)
        {
            var target = module.Member(handle);
            if (target.Method is { } method)
            {
                walk.Call(method);
                if (method.IsConstructor)
                {
                    walk.Construct(method.Type);
                }
            }
            else if (target.Field is { } field)
            {
                walk.ReachField(field);
            }
        }

        foreach (var handle in module.Metadata.TypeDefinitions)
        {
            var type = module.Type(handle);
            foreach (var node in type.Interfaces.Prepend(type.Base))
            {
                if (node.Walked is { } parent)
                {
                    Derive(walk, parent);
                }
            }
        }
    }

    // A derived type makes its base exist, and what it overrides is called.
    private static void Derive(ReachWalk walk, WalkedType parent)
    {
        walk.ReachType(parent);
        if (!parent.IsInterface)
        {
            walk.Construct(parent);
        }
    }
}
