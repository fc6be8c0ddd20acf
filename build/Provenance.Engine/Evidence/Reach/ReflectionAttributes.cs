using System.Collections.Immutable;

namespace Provenance.Engine.Evidence.Reach;

/// <param name="Attribute">Null when its type is walked.</param>
/// <param name="Owner">The type that bears it, or whose member does.</param>
/// <param name="Method">The method that bears it.</param>
internal sealed record AttributeHint(ExternalType? Attribute, WalkedType? Owner, WalkedMethod? Method, ImmutableArray<object?> Fixed, ILookup<string, object?> Named);

/// <summary>Attributes that say which members reflection uses.</summary>
internal static class ReflectionAttributes
{
    /// <returns>Whether the attribute is one of them, so that its texts are no plain names.</returns>
    public static bool Reach(ReachWalk walk, AttributeHint hint)
    {
        switch (hint.Attribute?.FullName)
        {
            case "System.Diagnostics.CodeAnalysis.DynamicDependencyAttribute":
                Dependency(walk, hint);
                return true;
            case "System.Runtime.CompilerServices.UnsafeAccessorAttribute":
                Accessor(walk, hint);
                return true;
            default:
                return false;
        }
    }

    // (signature), (signature, type), (signature, type name, assembly), (kinds, type), (kinds, type name, assembly)
    private static void Dependency(ReachWalk walk, AttributeHint hint)
    {
        var type = hint.Fixed.Length > 1
            ? hint.Fixed[1] switch
            {
                TypeNode node => node.Walked,
                string name => walk.World.FindType(hint.Fixed.Length > 2 && hint.Fixed[2] is string assembly ? name + "," + assembly : name),
                _ => null,
            }
            : hint.Owner;
        if (type is null)
        {
            return;
        }

        walk.ReachType(type);
        switch (hint.Fixed[0])
        {
            case int kinds:
                walk.KeepType(type, AccessedMembers.FromFlags(kinds));
                break;
            case "*":
                walk.KeepType(type, Keep.Everything);
                break;
            case string signature:
                // Written as in documentation ids; the types of parameters are not compared, so overloads come along.
                var name = signature.Split('(')[0].Split('`')[0].Replace("#ctor", ".ctor", StringComparison.Ordinal).Replace("#cctor", ".cctor", StringComparison.Ordinal);
                if (string.Equals(name, ".ctor", StringComparison.Ordinal))
                {
                    walk.Construct(type);
                }

                MemberNames.Reach(walk, type, name);
                break;
        }
    }

    private static void Accessor(ReachWalk walk, AttributeHint hint)
    {
        if (hint.Method is not { } method || method.Signature.ParameterTypes.Select(Element).FirstOrDefault() is not { } first)
        {
            return;
        }

        // Kind 0 is a constructor, and then the type is what is returned.
        if (hint.Fixed is [0, ..])
        {
            foreach (var type in Element(method.Signature.ReturnType) is { } made ? new[] { made } : [])
            {
                walk.KeepType(type, Keep.Constructors);
            }
        }
        else
        {
            MemberNames.Reach(walk, first, hint.Named["Name"].FirstOrDefault() as string ?? method.Name);
        }
    }

    private static WalkedType? Element(TypeNode node) => node.Walked ?? (node.External is null && node.Parts.Length == 1 ? node.Parts[0].Walked : null);
}
