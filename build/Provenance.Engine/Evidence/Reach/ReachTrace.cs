using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>By which rule a walk first came to something.</summary>
internal enum ReachRule : byte
{
    /// <summary>A root, a module's attribute, or a type that a scan found.</summary>
    Root = 0,

    /// <summary>Code or a signature names it, or a walked slot leads to it.</summary>
    Use,

    /// <summary>Code holds its type by reflection.</summary>
    Kept,

    /// <summary>It is data of what code holds by reflection.</summary>
    Data,

    /// <summary>It overrides or implements a slot of a library.</summary>
    LibrarySlot,

    /// <summary>Its type is used.</summary>
    StaticConstructor,

    /// <summary>A used type implements it.</summary>
    Interface,
}

/// <summary>A definition of a walked assembly.</summary>
internal readonly record struct ReachMember(Guid Mvid, EntityHandle Handle);

/// <summary>How a walk came to what it reached, for whoever compares it with another: a report does not need it.</summary>
internal sealed class ReachTrace
{
    private readonly Dictionary<ReachMember, (ReachMember? From, ReachRule Rule)> _steps = [];

    private ReachMember? _from;
    private ReachRule _rule;

    /// <summary>How something was first reached; null when it was not, or is not known.</summary>
    public (ReachMember? From, ReachRule Rule)? Of(ReachMember member) => _steps.TryGetValue(member, out var step) ? step : null;

    /// <summary>What is reached from here on hangs on this.</summary>
    public void Enter(ReachMember? from, ReachRule rule) => (_from, _rule) = (from, rule);

    /// <summary>The rule from here on, with the same cause.</summary>
    /// <returns>The rule before.</returns>
    public ReachRule By(ReachRule rule)
    {
        var before = _rule;
        _rule = rule;
        return before;
    }

    public void Note(WalkedModule module, EntityHandle handle) => _steps.TryAdd(new ReachMember(module.Mvid, handle), (_from, _rule));

    /// <summary>Where the walk is, to be entered again when what was queued is worked off.</summary>
    public (ReachMember? From, ReachRule Rule) Here => (_from, _rule);
}
