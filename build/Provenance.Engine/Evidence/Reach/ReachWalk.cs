using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Where generic variables get their meaning.</summary>
internal readonly record struct Scope(WalkedType Type, WalkedMethod? Method)
{
    public WalkedParameter? Find(TypeNode variable)
    {
        var parameters = variable.IsMethodVariable ? Method?.Parameters ?? [] : Type.Parameters;
        return variable.Variable < parameters.Length ? parameters[variable.Variable] : null;
    }
}

/// <summary>Marks what is reached. Marking only queues; one loop works the queues off, so that no graph is too deep for a thread's stack.</summary>
internal sealed class ReachWalk
{
    private readonly Stack<WalkedType> _types = new();
    private readonly Stack<WalkedType> _constructed = new();
    private readonly Stack<WalkedMethod> _methods = new();
    private readonly Stack<(WalkedType Type, Keep Added, (ReachMember? From, ReachRule Rule) By)> _kept = new();
    private readonly Dispatch _dispatch;
    private readonly AttributeWalk _attributes;
    private readonly BodyWalk _bodies;
    private readonly Scanning _scanning;
    private readonly ReachTrace? _trace;

    public ReachWalk(WalkedWorld world, ReachTrace? trace)
    {
        (World, _trace) = (world, trace);
        _dispatch = new Dispatch(this);
        _attributes = new AttributeWalk(this);
        _scanning = new Scanning(this);
        _bodies = new BodyWalk(this, _scanning);
    }

    public WalkedWorld World { get; }

    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public void Run(CancellationToken cancellation)
    {
        do
        {
            while (Step())
            {
                cancellation.ThrowIfCancellationRequested();
            }
        }
        while (_scanning.Settle());
    }

    public void ReachType(WalkedType type)
    {
        if (!type.IsReached)
        {
            type.IsReached = true;
            _trace?.Note(type.Module, type.Handle);
            _types.Push(type);
        }
    }

    public void Construct(WalkedType type)
    {
        foreach (var part in type.WithBases())
        {
            if (!part.IsConstructed)
            {
                part.IsConstructed = true;
                ReachType(part);
                _constructed.Push(part);
            }
        }
    }

    public void ReachMethod(WalkedMethod method)
    {
        if (!method.IsReached)
        {
            method.IsReached = true;
            _trace?.Note(method.Type.Module, method.Handle);
            _methods.Push(method);
        }
    }

    /// <summary>Reached by somebody who does not know which override runs.</summary>
    public void Call(WalkedMethod method)
    {
        ReachMethod(method);
        if (method.IsVirtual)
        {
            _dispatch.Call(method);
        }
    }

    public void ReachField(WalkedField field)
    {
        if (field.IsReached)
        {
            return;
        }

        field.IsReached = true;
        _trace?.Note(field.Type.Module, field.Handle);
        ReachType(field.Type);
        if ((field.Attributes & (FieldAttributes.Static | FieldAttributes.Literal)) == FieldAttributes.Static)
        {
            Initialize(field.Type);
        }

        ReachNode(field.Signature, new Scope(field.Type, null));
        _attributes.Visit(field.Type.Module, field.Type.Module.Metadata.GetFieldDefinition(field.Handle).GetCustomAttributes(), field.Type);
    }

    /// <summary>A type that code or a signature mentions, with what is put in place of generic parameters.</summary>
    public void ReachNode(TypeNode node, Scope scope)
    {
        if (node.Walked is { } type)
        {
            ReachType(type);
            var parameters = node.Parts.IsEmpty ? [] : type.Parameters;
            for (var i = 0; i < parameters.Length && i < node.Parts.Length; i++)
            {
                Flow(parameters[i], node.Parts[i], scope);
            }
        }
        else if (node.External is { } external && !node.Parts.IsEmpty && Conventions.OfType(external) is not Keep.None and var keep)
        {
            foreach (var part in node.Parts)
            {
                KeepNode(part, keep, scope);
            }
        }

        foreach (var part in node.Parts)
        {
            ReachNode(part, scope);
        }
    }

    /// <summary>An argument for a generic parameter of walked code.</summary>
    public void Flow(WalkedParameter parameter, TypeNode argument, Scope scope)
    {
        if (argument.Walked is { } type)
        {
            if (parameter.Arguments.Add(type) && parameter.Keep != Keep.None)
            {
                KeepType(type, parameter.Keep);
            }
        }
        else if (argument.Variable >= 0)
        {
            if (scope.Find(argument) is { } source && source != parameter && parameter.Sources.Add(source) && parameter.Keep != Keep.None)
            {
                Raise(source, parameter.Keep);
            }
        }
        else
        {
            foreach (var part in argument.Parts)
            {
                Flow(parameter, part, scope);
            }
        }
    }

    /// <summary>Code holds the type of this node by reflection.</summary>
    public void KeepNode(TypeNode node, Keep keep, Scope scope)
    {
        if (node.Walked is { } type)
        {
            KeepType(type, keep);
            ReachNode(node, scope);
        }
        else if (node.Variable >= 0)
        {
            if (scope.Find(node) is { } parameter)
            {
                Raise(parameter, keep);
            }

            return;
        }

        foreach (var part in node.Parts)
        {
            KeepNode(part, keep, scope);
        }
    }

    /// <summary>What <paramref name="reach"/> reaches, it reaches by a rule of its own.</summary>
    public void By(ReachRule rule, Action reach)
    {
        var before = _trace?.By(rule);
        reach();
        if (before is { } outer)
        {
            _trace!.By(outer);
        }
    }

    public void KeepType(WalkedType type, Keep keep)
    {
        var added = keep & ~type.Kept;
        if (added != Keep.None)
        {
            type.Kept |= keep;
            _kept.Push((type, added, _trace?.Here ?? default));
        }
    }

    public void VisitAttributes(WalkedModule module, CustomAttributeHandleCollection attributes) => _attributes.Visit(module, attributes, owner: null);

    private void Raise(WalkedParameter parameter, Keep keep)
    {
        var pending = new Stack<WalkedParameter>([parameter]);
        while (pending.TryPop(out var next))
        {
            if ((next.Keep | keep) == next.Keep)
            {
                continue;
            }

            next.Keep |= keep;
            foreach (var type in next.Arguments)
            {
                KeepType(type, next.Keep);
            }

            foreach (var source in next.Sources)
            {
                pending.Push(source);
            }
        }
    }

    private bool Step()
    {
        if (_methods.TryPop(out var method))
        {
            _trace?.Enter(new ReachMember(method.Type.Module.Mvid, method.Handle), ReachRule.Use);
            Process(method);
        }
        else if (_types.TryPop(out var type))
        {
            _trace?.Enter(new ReachMember(type.Module.Mvid, type.Handle), ReachRule.Use);
            Process(type);
        }
        else if (_constructed.TryPop(out var constructed))
        {
            _trace?.Enter(new ReachMember(constructed.Module.Mvid, constructed.Handle), ReachRule.Use);
            _dispatch.OnConstructed(constructed);
            Initialize(constructed);
            SerializationMembers.Reach(this, constructed);
        }
        else if (_kept.TryPop(out var kept))
        {
            _trace?.Enter(kept.By.From, kept.By.Rule == ReachRule.Data ? ReachRule.Data : ReachRule.Kept);
            KeptMembers.Reach(this, kept.Type, kept.Added);
        }
        else
        {
            return false;
        }

        return true;
    }

    private void Process(WalkedType type)
    {
        var scope = new Scope(type, null);
        ReachNode(type.Base, scope);
        By(ReachRule.Interface, () =>
        {
            foreach (var node in type.Interfaces)
            {
                ReachNode(node, scope);
            }
        });

        if (type.Outer is { } outer)
        {
            ReachType(outer);
        }

        ReachParameters(type.Parameters, type, scope);
        _attributes.Visit(type.Module, type.Definition.GetCustomAttributes(), type);
        _dispatch.OnReached(type);

        // A value needs no constructor to exist.
        if (type.IsValueType)
        {
            Construct(type);
        }

        // Memory that others lay out or read as a whole: every field is part of it.
        if (type.IsValueType || (type.Attributes & TypeAttributes.LayoutMask) != TypeAttributes.AutoLayout)
        {
            foreach (var field in type.Fields)
            {
                if (!field.Attributes.HasFlag(FieldAttributes.Static))
                {
                    ReachField(field);
                }
            }
        }

        // Slots of an imported COM interface are called by position.
        if (type.Attributes.HasFlag(TypeAttributes.Import))
        {
            KeepType(type, Keep.Everything);
        }
    }

    private void Process(WalkedMethod method)
    {
        var module = method.Type.Module;
        var scope = new Scope(method.Type, method);
        ReachType(method.Type);
        Initialize(method.Type);
        ReachNode(method.Signature.ReturnType, scope);
        foreach (var parameter in method.Signature.ParameterTypes)
        {
            ReachNode(parameter, scope);
        }

        ReachParameters(method.Parameters, method.Type, scope);
        _attributes.Visit(module, method.Definition.GetCustomAttributes(), method.Type, method);
        foreach (var parameter in method.Definition.GetParameters())
        {
            _attributes.Visit(module, module.Metadata.GetParameter(parameter).GetCustomAttributes(), method.Type);
        }

        _attributes.VisitAccessor(method);
        _bodies.Walk(method);
    }

    private void ReachParameters(ImmutableArray<WalkedParameter> parameters, WalkedType owner, Scope scope)
    {
        foreach (var parameter in parameters)
        {
            var definition = parameter.Module.Metadata.GetGenericParameter(parameter.Handle);
            foreach (var constraint in definition.GetConstraints())
            {
                ReachNode(parameter.Module.Node(parameter.Module.Metadata.GetGenericParameterConstraint(constraint).Type), scope);
            }

            _attributes.Visit(parameter.Module, definition.GetCustomAttributes(), owner);
        }
    }

    private void Initialize(WalkedType type)
    {
        if (!type.IsInitialized)
        {
            type.IsInitialized = true;
            By(ReachRule.StaticConstructor, () =>
            {
                foreach (var initializer in type.Named(".cctor"))
                {
                    ReachMethod(initializer);
                }
            });
        }
    }
}
