using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>What one body does by reflection, as far as its texts and <c>typeof</c> tell.</summary>
internal sealed class BodyHints(ReachWalk walk, Scanning scanning, WalkedMethod method)
{
    private readonly List<string> _texts = [];
    private readonly List<WalkedType> _types = [];
    private readonly List<TypeNode> _created = [];
    private readonly List<WalkedMethod> _delegates = [];
    private bool _looksUpMembers;
    private bool _looksUpTypes;
    private bool _serializes;
    private bool _hosts;
    private TypeNode? _token;
    private TypeNode? _held;
    private string? _name;

    public void Text(string text)
    {
        _texts.Add(text);
        _name ??= _held is null ? null : text;
        _token = null;
    }

    // Constants may stand between typeof and the lookup that it is for: GetMethod("Run", BindingFlags.…).
    public void Other(ILOpCode code)
    {
        _token = null;
        if (_held is not null && code is not (>= ILOpCode.Ldnull and <= ILOpCode.Ldc_r8))
        {
            Escape();
        }
    }

    public void Type(ILOpCode code, TypeNode node, Scope scope)
    {
        Escape();
        if (code == ILOpCode.Ldtoken)
        {
            _token = node;
            _types.AddRange(node.All().Select(part => part.Walked).OfType<WalkedType>());
        }
        else if (code == ILOpCode.Box)
        {
            _created.Add(node);
        }
    }

    public void Member(ILOpCode code, MemberTarget target, Scope scope)
    {
        if (target.Method is { } own)
        {
            Escape();
            _token = null;
            if (code == ILOpCode.Newobj)
            {
                _created.Add(target.Parent);
            }
            else if (code == ILOpCode.Ldftn)
            {
                _delegates.Add(own);
            }

            return;
        }

        if (target.External is not { } external)
        {
            Escape();
            return;
        }

        if (_token is { } token && target.Name is "GetTypeFromHandle")
        {
            (_held, _token, _name) = (token, null, null);
            return;
        }

        _token = null;
        Look(external, target);
        if (_held is { } held)
        {
            if (ReflectionCalls.IsMemberLookup(external, target.Name) && _name is { } name && held.Walked is { } type)
            {
                MemberNames.Reach(walk, type, name);
                _held = null;
            }
            else if (ReflectionCalls.LeavesTypeAlone(external, target.Name))
            {
                _held = null;
            }
            else
            {
                Escape();
            }
        }
    }

    /// <summary>Names are looked for once the whole body is known.</summary>
    public void Finish()
    {
        Escape();
        var scope = new Scope(method.Type, method);
        if (_looksUpMembers && _texts.Count > 0)
        {
            foreach (var type in _types.Count > 0 ? _types : scanning.TypesWithMembers(_texts))
            {
                _texts.ForEach(text => MemberNames.Reach(walk, type, text));
            }
        }

        if (_looksUpTypes)
        {
            foreach (var type in _texts.Select(walk.World.FindType).OfType<WalkedType>())
            {
                walk.KeepType(type, Keep.Public);
            }
        }

        if (_serializes)
        {
            _created.ForEach(node => walk.KeepNode(node, Keep.PublicData, scope));
        }

        if (_hosts)
        {
            _delegates.ForEach(Handler);
        }

        scanning.Mentions(method.Type, _types);
    }

    // A web framework makes the parameters of a handler from the request, and its result into the response.
    private void Handler(WalkedMethod handler)
    {
        var scope = new Scope(handler.Type, handler);
        walk.KeepNode(handler.Signature.ReturnType, Keep.PublicData, scope);
        foreach (var parameter in handler.Signature.ParameterTypes)
        {
            walk.KeepNode(parameter, Keep.PublicData, scope);
        }
    }

    private void Look(ExternalType external, MemberTarget target)
    {
        _looksUpMembers |= ReflectionCalls.IsMemberLookup(external, target.Name);
        _looksUpTypes |= ReflectionCalls.IsTypeLookup(external, target.Name);
        _serializes |= ReflectionCalls.IsSerializer(external);
        _hosts |= ReflectionCalls.TakesHandlers(external);
        if (ReflectionCalls.ListsTypes(external, target.Name))
        {
            scanning.ListsTypes(method.Type);
        }
        else if (ReflectionCalls.ScansAssemblies(external, target))
        {
            scanning.IsScanned();
        }
    }

    // Every record hands out its own type, to be compared with another record's.
    private bool IsEqualityContract => string.Equals(method.Name, "get_EqualityContract", StringComparison.Ordinal);

    private void Escape()
    {
        _token = null;
        if (_held is { } held)
        {
            _held = null;
            if (IsEqualityContract)
            {
                return;
            }

            walk.KeepNode(held, Keep.PublicData, new Scope(method.Type, method));
        }
    }
}
