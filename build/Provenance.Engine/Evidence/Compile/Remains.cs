using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>Whether a later step than the compiler kept something.</summary>
public enum Fate : byte
{
    Kept = 0,

    /// <summary>Nothing tells: a method that is gone may live on inside its callers.</summary>
    Unknown,

    Gone,
}

/// <summary>What a later step, such as a native compiler, left of a compiled assembly.</summary>
public abstract class Remains
{
    /// <param name="pe">The compiled assembly.</param>
    /// <returns>Fate of a method of it, lambdas and state machines being methods of their own.</returns>
    public abstract Fate Of(PEReader pe, MethodDefinitionHandle method);

    /// <param name="metadata">Of the compiled assembly.</param>
    /// <returns>Fate of a type of it as a declaration, with its fields.</returns>
    public abstract Fate Of(MetadataReader metadata, TypeDefinitionHandle type);
}
