using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Compile;

/// <summary>A visible sequence point that holds IL.</summary>
/// <param name="Owner">The member as written in source that the method was made from.</param>
/// <param name="Doubt">Why the method may not be there after all.</param>
/// <param name="Method">The method that holds the point: the member's own, or a lambda, local function or state machine of it.</param>
internal readonly record struct MethodPoint(
    MethodDefinitionHandle Method,
    MethodOwner Owner,
    DocumentHandle Document,
    int StartLine,
    int StartColumn,
    int EndLine,
    int EndColumn,
    UnknownReason Doubt = UnknownReason.None);

/// <param name="Type">The innermost type that a person wrote.</param>
/// <param name="Name">Metadata name of the member that a person wrote, such as <c>Run</c>, <c>.ctor</c>, <c>get_Size</c> or <c>System.IDisposable.Dispose</c>.</param>
internal sealed record MethodOwner(TypeDefinitionHandle Type, string Name);
