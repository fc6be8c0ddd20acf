using System.Collections.Immutable;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>A type that is not walked: only its name is known.</summary>
internal sealed record ExternalType(string Namespace, string Name, string Assembly)
{
    public string FullName => Namespace.Length == 0 ? Name : Namespace + "." + Name;
}

/// <summary>A type as a signature mentions it.</summary>
/// <param name="Walked">Set for a type of a walked assembly.</param>
/// <param name="External">Set for a type of any other assembly.</param>
/// <param name="Variable">Index of a generic parameter; -1 for none.</param>
/// <param name="IsMethodVariable">The parameter is the method's, not the type's.</param>
/// <param name="Parts">Generic arguments of <paramref name="Walked"/> or <paramref name="External"/>; otherwise the element of an array, pointer or reference.</param>
internal sealed record TypeNode(WalkedType? Walked, ExternalType? External, int Variable, bool IsMethodVariable, ImmutableArray<TypeNode> Parts)
{
    /// <summary>Primitive types and whatever else has no definition that matters.</summary>
    public static readonly TypeNode None = new(null, null, -1, false, []);

    public bool IsGeneric => (Walked is not null || External is not null) && !Parts.IsEmpty;

    public static TypeNode Of(WalkedType type) => type.Node;

    public static TypeNode Of(ExternalType type) => new(null, type, -1, false, []);

    public static TypeNode OfVariable(int index, bool isMethod) => new(null, null, index, isMethod, []);

    public static TypeNode Around(TypeNode element) => element == None ? None : new(null, null, -1, false, [element]);

    /// <summary>The node and everything in it.</summary>
    public IEnumerable<TypeNode> All()
    {
        yield return this;
        foreach (var part in Parts)
        {
            foreach (var inner in part.All())
            {
                yield return inner;
            }
        }
    }
}
