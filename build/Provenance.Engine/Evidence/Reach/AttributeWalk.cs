using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Attributes of reached members: their own code, and the types and members that they name.</summary>
internal sealed class AttributeWalk(ReachWalk walk)
{
    // Two bytes of prolog and two that say how many named arguments follow.
    private const int NoArguments = 4;

    private readonly Dictionary<WalkedModule, AttributeTypeProvider> _providers = [];
    private readonly Dictionary<WalkedType, Dictionary<WalkedMethod, CustomAttributeHandleCollection>> _accessors = [];

    /// <param name="owner">The type that bears the attribute, or whose member does; null for an assembly.</param>
    public void Visit(WalkedModule module, CustomAttributeHandleCollection attributes, WalkedType? owner, WalkedMethod? method = null)
    {
        foreach (var handle in attributes)
        {
            var attribute = module.Metadata.GetCustomAttribute(handle);
            var constructor = module.Member(attribute.Constructor);
            if (constructor.Method is { } own)
            {
                walk.ReachMethod(own);
                walk.Construct(own.Type);
            }

            if (owner is not null)
            {
                walk.ReachNode(constructor.Parent, new Scope(owner, method));
            }

            if (module.Metadata.GetBlobReader(attribute.Value).Length > NoArguments && !IsOfTheCompiler(constructor.External))
            {
                Arguments(module, attribute, constructor, owner, method);
            }
        }
    }

    /// <summary>Attributes of a property or event belong to whichever accessor is reached.</summary>
    public void VisitAccessor(WalkedMethod method)
    {
        if (!_accessors.TryGetValue(method.Type, out var accessors))
        {
            _accessors[method.Type] = accessors = Accessors(method.Type);
        }

        if (accessors.TryGetValue(method, out var attributes))
        {
            Visit(method.Type.Module, attributes, method.Type);
        }
    }

    // These hold names and types that the compiler uses up itself; the indexers' name in particular would keep all of them.
    private static bool IsOfTheCompiler(ExternalType? attribute) => attribute
        is { Namespace: "System.Runtime.CompilerServices", Name: not "UnsafeAccessorAttribute" }
        or { Namespace: "System.Reflection", Name: "DefaultMemberAttribute" };

    private static Dictionary<WalkedMethod, CustomAttributeHandleCollection> Accessors(WalkedType type)
    {
        var found = new Dictionary<WalkedMethod, CustomAttributeHandleCollection>();
        foreach (var handle in type.Definition.GetProperties())
        {
            var property = type.Module.Metadata.GetPropertyDefinition(handle);
            Add(property.GetAccessors().Getter, property.GetCustomAttributes());
            Add(property.GetAccessors().Setter, property.GetCustomAttributes());
        }

        foreach (var handle in type.Definition.GetEvents())
        {
            var definition = type.Module.Metadata.GetEventDefinition(handle);
            Add(definition.GetAccessors().Adder, definition.GetCustomAttributes());
            Add(definition.GetAccessors().Remover, definition.GetCustomAttributes());
        }

        return found;

        void Add(MethodDefinitionHandle accessor, CustomAttributeHandleCollection attributes)
        {
            if (!accessor.IsNil && attributes.Count > 0)
            {
                found[type.Module.Method(accessor, type)] = attributes;
            }
        }
    }

    private void Arguments(WalkedModule module, CustomAttribute attribute, MemberTarget constructor, WalkedType? owner, WalkedMethod? method)
    {
        if (!_providers.TryGetValue(module, out var provider))
        {
            _providers[module] = provider = new AttributeTypeProvider(module, walk.World);
        }

        CustomAttributeValue<TypeNode> value;
        try
        {
            value = attribute.DecodeValue(provider);
        }
        catch (Exception e) when (Damage.IsShownBy(e))
        {
            // An enum of unknown width, or damage: the attribute's own code is reached already, and what it names is not seen.
            return;
        }

        foreach (var named in value.NamedArguments)
        {
            NamedMember(constructor, named.Name!);
        }

        var hint = new AttributeHint(constructor.External, owner, method, [.. value.FixedArguments.Select(argument => argument.Value)], value.NamedArguments.ToLookup(named => named.Name!, named => named.Value, StringComparer.Ordinal));
        if (ReflectionAttributes.Reach(walk, hint))
        {
            return;
        }

        foreach (var argument in value.FixedArguments.Select(argument => argument.Value).Concat(value.NamedArguments.Select(argument => argument.Value)))
        {
            Value(argument, constructor, owner);
        }
    }

    private void NamedMember(MemberTarget constructor, string name)
    {
        foreach (var type in constructor.Method?.Type.WithBases() ?? [])
        {
            foreach (var setter in type.Named("set_" + name))
            {
                walk.ReachMethod(setter);
            }

            foreach (var field in type.Fields.Where(field => string.Equals(field.Name, name, StringComparison.Ordinal)))
            {
                walk.ReachField(field);
            }
        }
    }

    private void Value(object? value, MemberTarget constructor, WalkedType? owner)
    {
        switch (value)
        {
            case TypeNode node:
                foreach (var part in node.All())
                {
                    if (part.Walked is { } type)
                    {
                        walk.KeepType(type, Keep.PublicData);
                    }
                }

                break;
            // Places in the text of a log message are the parameters of its method.
            case string text when owner is not null && constructor.External is not ({ Namespace: "System.Diagnostics.CodeAnalysis" } or { Name: "LoggerMessageAttribute" }):
                MemberNames.Reach(walk, owner, text);
                break;
            case ImmutableArray<CustomAttributeTypedArgument<TypeNode>> items:
                foreach (var item in items)
                {
                    Value(item.Value, constructor, owner);
                }

                break;
        }
    }
}
