using System.Reflection.Metadata;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Virtual calls by rapid type analysis: an override is reached when its type can exist and its slot is called.</summary>
/// <remarks>Bacon and Sweeney, OOPSLA 1996. Slots of assemblies that are not walked count as called.</remarks>
internal sealed class Dispatch(ReachWalk walk)
{
    /// <summary>Any override in a type that exists may run.</summary>
    public void Call(WalkedMethod slot)
    {
        if (slot.IsSlotCalled)
        {
            return;
        }

        slot.IsSlotCalled = true;
        foreach (var method in slot.Waiting ?? [])
        {
            walk.Call(method);
        }

        slot.Waiting = null;
    }

    public void OnConstructed(WalkedType type)
    {
        foreach (var method in type.Methods)
        {
            if (method.IsVirtual && !method.IsStatic && !method.IsNewSlot)
            {
                Override(type, method);
            }
        }

        Implementations(type, isStatic: false);
        foreach (var node in type.Interfaces)
        {
            if (node.Walked is { } known)
            {
                Implement(type, known);
            }
            else if (node.External is { } external)
            {
                Implement(type, external);
            }
        }
    }

    /// <summary>Static members of interfaces need no instance, and interfaces that reimplement others have none.</summary>
    public void OnReached(WalkedType type)
    {
        Implementations(type, isStatic: true);
        if (type.IsInterface)
        {
            Implementations(type, isStatic: false);
        }
    }

    private void Wait(WalkedMethod slot, WalkedMethod method)
    {
        if (slot.IsSlotCalled)
        {
            walk.Call(method);
        }
        else
        {
            (slot.Waiting ??= []).Add(method);
        }
    }

    private void Override(WalkedType type, WalkedMethod method)
    {
        var slots = new List<WalkedMethod>();
        foreach (var ancestor in type.WithBases().Skip(1))
        {
            foreach (var candidate in ancestor.Named(method.Name))
            {
                if (candidate.IsVirtual && candidate.HasShapeOf(method))
                {
                    slots.Add(candidate);
                }
            }
        }

        // Without a walked method that opened the slot it is somebody else's, such as object's.
        if (!slots.Exists(slot => slot.IsNewSlot))
        {
            walk.By(ReachRule.LibrarySlot, () => walk.Call(method));
        }

        foreach (var slot in slots)
        {
            Wait(slot, method);
        }
    }

    private void Implement(WalkedType type, WalkedType known)
    {
        foreach (var slot in known.Methods)
        {
            if (!slot.IsStatic)
            {
                var found = type.WithBases().Select(part => part.Named(slot.Name).Where(method => method.IsVirtual && method.HasShapeOf(slot)).ToArray()).FirstOrDefault(methods => methods.Length > 0);
                foreach (var method in found ?? [])
                {
                    Wait(slot, method);
                }
            }
        }
    }

    private void Implement(WalkedType type, ExternalType external)
    {
        var names = Conventions.InterfaceMembers(external);
        foreach (var part in type.WithBases())
        {
            foreach (var method in part.Methods)
            {
                if (method.IsVirtual && !method.IsStatic && method.IsPublic && (names is null || names.Contains(method.Name)))
                {
                    walk.By(ReachRule.LibrarySlot, () => walk.Call(method));
                }
            }
        }
    }

    private void Implementations(WalkedType type, bool isStatic)
    {
        foreach (var handle in type.Definition.GetMethodImplementations())
        {
            var implementation = type.Module.Metadata.GetMethodImplementation(handle);
            if (type.Module.Member(implementation.MethodBody).Method is not { } body || body.IsStatic != isStatic)
            {
                continue;
            }

            if (type.Module.Member(implementation.MethodDeclaration).Method is { } slot)
            {
                Wait(slot, body);
            }
            else
            {
                walk.By(ReachRule.LibrarySlot, () => walk.Call(body));
            }
        }
    }
}
