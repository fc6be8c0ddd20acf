namespace Provenance.Engine.Evidence.Reach;

/// <summary>Code that looks through an assembly for types of a kind, by itself or through a library.</summary>
internal sealed class Scanning(ReachWalk walk)
{
    private readonly HashSet<WalkedType> _listers = [];
    private readonly Dictionary<WalkedType, HashSet<WalkedType>> _mentions = [];
    private readonly HashSet<WalkedType> _found = [];
    private ILookup<string, WalkedType>? _byMember;
    private ILookup<WalkedType, WalkedType>? _kin;
    private bool _isScanned;
    private bool _isScanDone;

    /// <summary>A library was given an assembly: it takes the types that derive from, or implement, something of a library.</summary>
    public void IsScanned() => _isScanned = true;

    public void ListsTypes(WalkedType type) => _listers.Add(Outermost(type));

    /// <summary>Types that a body holds as <c>typeof</c>: which kinds the code around it looks for.</summary>
    public void Mentions(WalkedType type, List<WalkedType> types)
    {
        if (types.Count == 0)
        {
            return;
        }

        var outer = Outermost(type);
        if (!_mentions.TryGetValue(outer, out var known))
        {
            _mentions[outer] = known = [];
        }

        known.UnionWith(types);
    }

    /// <summary>Types with a member of one of the names: a lookup by name on a type that is not named itself.</summary>
    public IEnumerable<WalkedType> TypesWithMembers(IEnumerable<string> names)
    {
        _byMember ??= walk.World.Modules.SelectMany(module => module.Types)
            .SelectMany(type => type.Methods.Select(method => (Name: WithoutPrefix(method.Name), Type: type)).Concat(type.Fields.Select(field => (field.Name, Type: type))))
            .ToLookup(pair => pair.Name, pair => pair.Type, StringComparer.Ordinal);
        return names.SelectMany(name => _byMember[name]).Distinct();
    }

    /// <summary>Reaches what scans find, when nothing else is left to do.</summary>
    /// <returns>Whether there may be more to do now.</returns>
    public bool Settle()
    {
        var before = _found.Count;
        foreach (var type in _listers.Where(_mentions.ContainsKey).SelectMany(lister => _mentions[lister]).SelectMany(Kin))
        {
            if (_found.Add(type))
            {
                walk.KeepType(type, Keep.PublicData);
            }
        }

        if (_isScanned && !_isScanDone)
        {
            _isScanDone = true;
            foreach (var type in walk.World.Modules.SelectMany(module => module.Types).Where(HasForeignKin))
            {
                _found.Add(type);
                walk.KeepType(type, Keep.PublicData);
            }

            return true;
        }

        return _found.Count > before;
    }

    private IEnumerable<WalkedType> Kin(WalkedType ancestor)
    {
        _kin ??= walk.World.Modules.SelectMany(module => module.Types)
            .SelectMany(type => type.WithBases().Skip(1).Concat(type.WithBases().SelectMany(part => part.Interfaces).Select(node => node.Walked).OfType<WalkedType>()).Distinct().Select(parent => (Parent: parent, Type: type)))
            .ToLookup(pair => pair.Parent, pair => pair.Type);
        return _kin[ancestor];
    }

    private static bool HasForeignKin(WalkedType type) =>
        !type.IsInterface && type.WithBases().SelectMany(part => part.Interfaces.Prepend(part.Base)).Any(node => node.External is { } external && !Conventions.IsOfThePlatform(external));

    private static WalkedType Outermost(WalkedType type) => type.WithOuter().Last();

    private static string WithoutPrefix(string name) =>
        name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? name[4..] : name;
}
