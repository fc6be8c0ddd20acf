using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Where the walk of an artifact begins.</summary>
internal sealed class Roots(ReachWalk walk, ReachOptions options)
{
    public void Reach()
    {
        foreach (var module in walk.World.Modules)
        {
            // The compiler calls module initialisers from here.
            foreach (var initializer in module.Find("<Module>")?.Named(".cctor") ?? [])
            {
                walk.ReachMethod(initializer);
            }

            if (module.Metadata.IsAssembly)
            {
                walk.VisitAttributes(module, module.Metadata.GetAssemblyDefinition().GetCustomAttributes());
            }

            walk.VisitAttributes(module, module.Metadata.GetModuleDefinition().GetCustomAttributes());
            if (module.IsRoot)
            {
                EntryPoint(module);
                Surface(module);
            }

            foreach (var type in module.Types)
            {
                Found(type);
                Included(type);
            }
        }

        if (options.Roots == ReachRoots.References)
        {
            foreach (var referrer in options.Referrers)
            {
                References.Reach(walk, referrer);
            }
        }
    }

    private void EntryPoint(WalkedModule module)
    {
        var token = module.Image.PEHeaders.CorHeader?.EntryPointTokenOrRelativeVirtualAddress ?? 0;
        if (token >>> 24 == (int)TableIndex.MethodDef && (token & 0xFFFFFF) <= module.Metadata.MethodDefinitions.Count)
        {
            walk.ReachMethod(module.Method(MetadataTokens.MethodDefinitionHandle(token & 0xFFFFFF)));
        }
    }

    private void Surface(WalkedModule module)
    {
        if (options.Roots == ReachRoots.Surface)
        {
            var hasFriends = Friends.MayShip(module);
            foreach (var type in module.Types)
            {
                if (hasFriends ? IsVisibleToFriends(type) : type.IsVisible)
                {
                    Surface(type, hasFriends);
                }
            }
        }
    }

    private void Surface(WalkedType type, bool hasFriends)
    {
        walk.ReachType(type);
        if (!type.IsStaticClass && !type.IsInterface)
        {
            walk.Construct(type);
        }

        foreach (var method in type.Methods)
        {
            if (method.IsVisible || (hasFriends && (method.Attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Assembly or MethodAttributes.FamANDAssem))
            {
                walk.Call(method);
            }
        }

        foreach (var field in type.Fields)
        {
            var access = field.Attributes & FieldAttributes.FieldAccessMask;
            if (access is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem || (hasFriends && access is FieldAttributes.Assembly or FieldAttributes.FamANDAssem))
            {
                walk.ReachField(field);
            }
        }
    }

    private void Found(WalkedType type)
    {
        if (type.Base.External is { } parent && Conventions.IsFoundBy(parent)
            || type.Interfaces.Any(node => node.External is { } external && Conventions.IsFoundBy(external))
            || IsMarked(type.Module, type.Definition.GetCustomAttributes()))
        {
            walk.KeepType(type, Keep.PublicData);
            foreach (var method in type.Methods.Where(method => method is { IsPublic: true, IsConstructor: false }))
            {
                var scope = new Scope(type, method);
                walk.KeepNode(method.Signature.ReturnType, Keep.PublicData, scope);
                foreach (var parameter in method.Signature.ParameterTypes)
                {
                    walk.KeepNode(parameter, Keep.PublicData, scope);
                }
            }
        }

        foreach (var method in type.Methods)
        {
            if (IsMarked(type.Module, method.Definition.GetCustomAttributes()))
            {
                walk.Call(method);
                walk.KeepType(type, Keep.DefaultConstructor | Keep.PublicConstructors);
            }
        }
    }

    private static bool IsMarked(WalkedModule module, CustomAttributeHandleCollection attributes)
    {
        foreach (var handle in attributes)
        {
            if (module.Member(module.Metadata.GetCustomAttribute(handle).Constructor).External is { } attribute && Conventions.IsDiscovering(attribute))
            {
                return true;
            }
        }

        return false;
    }

    private void Included(WalkedType type)
    {
        var name = type.FullName;
        if (options.IsIncluded(name))
        {
            walk.KeepType(type, Keep.Everything);
        }

        foreach (var method in type.Methods)
        {
            if (options.IsIncluded(name + "." + method.Name))
            {
                walk.Call(method);
            }
        }

        foreach (var field in type.Fields)
        {
            if (options.IsIncluded(name + "." + field.Name))
            {
                walk.ReachField(field);
            }
        }
    }

    private static bool IsVisibleToFriends(WalkedType type) =>
        type.WithOuter().All(part => (part.Attributes & TypeAttributes.VisibilityMask) != TypeAttributes.NestedPrivate && !part.Name.StartsWith('<'));
}
