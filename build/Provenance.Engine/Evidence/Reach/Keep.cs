namespace Provenance.Engine.Evidence.Reach;

/// <summary>What of a type may be used by code that holds the type itself.</summary>
[Flags]
internal enum Keep : byte
{
    None = 0,
    DefaultConstructor = 1,
    PublicConstructors = 2,

    /// <summary>Public methods, properties, fields and events, inherited ones too.</summary>
    PublicMembers = 4,
    NonPublicConstructors = 8,

    /// <summary>The other members that are not public.</summary>
    NonPublicMembers = 16,

    /// <summary>The types of public properties and fields are treated alike: what serialisers and binders do.</summary>
    Data = 32,

    Constructors = PublicConstructors | NonPublicConstructors | DefaultConstructor,
    Public = DefaultConstructor | PublicConstructors | PublicMembers,
    PublicData = Public | Data,
    Everything = Constructors | PublicMembers | NonPublicMembers,
}
