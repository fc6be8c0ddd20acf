using System.Reflection;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Reaches the members of a type that code holds by reflection.</summary>
internal static class KeptMembers
{
    public static void Reach(ReachWalk walk, WalkedType type, Keep keep)
    {
        walk.ReachType(type);
        Constructors(walk, type, keep);
        var isPublic = keep.HasFlag(Keep.PublicMembers);
        var isOther = keep.HasFlag(Keep.NonPublicMembers);
        if (isPublic || isOther)
        {
            foreach (var part in type.WithBases())
            {
                Members(walk, part, isPublic, isOther && part == type);
            }
        }

        if (isPublic && isOther)
        {
            foreach (var nested in type.Definition.GetNestedTypes())
            {
                walk.KeepType(type.Module.Type(nested), keep);
            }
        }

        if (keep.HasFlag(Keep.Data))
        {
            walk.By(ReachRule.Data, () => Data(walk, type));
        }
    }

    private static void Constructors(ReachWalk walk, WalkedType type, Keep keep)
    {
        if ((keep & Keep.Constructors) == Keep.None)
        {
            return;
        }

        foreach (var constructor in type.Named(".ctor"))
        {
            var wanted = (constructor.ParameterCount == 0 && keep.HasFlag(Keep.DefaultConstructor))
                || keep.HasFlag(constructor.IsPublic ? Keep.PublicConstructors : Keep.NonPublicConstructors);
            if (wanted)
            {
                walk.ReachMethod(constructor);
                walk.Construct(type);
            }
        }
    }

    private static void Members(ReachWalk walk, WalkedType type, bool isPublic, bool isOther)
    {
        foreach (var method in type.Methods)
        {
            if (!method.IsConstructor && (method.IsPublic ? isPublic : isOther))
            {
                walk.Call(method);
            }
        }

        foreach (var field in type.Fields)
        {
            if ((field.Attributes & FieldAttributes.FieldAccessMask) == FieldAttributes.Public ? isPublic : isOther)
            {
                walk.ReachField(field);
            }
        }
    }

    // What a serialiser reads or writes, it also creates.
    private static void Data(ReachWalk walk, WalkedType type)
    {
        foreach (var part in type.WithBases())
        {
            var scope = new Scope(part, null);
            foreach (var method in part.Methods)
            {
                if (!method.IsStatic && method.IsPublic && method.Name.StartsWith("get_", StringComparison.Ordinal))
                {
                    walk.KeepNode(method.Signature.ReturnType, Keep.PublicData, scope);
                }
            }

            foreach (var field in part.Fields)
            {
                if ((field.Attributes & (FieldAttributes.FieldAccessMask | FieldAttributes.Static)) == FieldAttributes.Public)
                {
                    walk.KeepNode(field.Signature, Keep.PublicData, scope);
                }
            }

            // class Orders : List<Order>
            foreach (var argument in part.Base.Parts)
            {
                walk.KeepNode(argument, Keep.PublicData, scope);
            }
        }
    }
}
