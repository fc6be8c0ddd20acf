using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Follows the tokens of method bodies.</summary>
internal sealed class BodyWalk(ReachWalk walk, Scanning scanning)
{
    public void Walk(WalkedMethod method)
    {
        var address = method.Definition.RelativeVirtualAddress;
        if (address == 0 || (method.Definition.ImplAttributes & System.Reflection.MethodImplAttributes.CodeTypeMask) != System.Reflection.MethodImplAttributes.IL)
        {
            return;
        }

        var module = method.Type.Module;
        var scope = new Scope(method.Type, method);
        var body = module.Image.GetMethodBody(address);
        if (!body.LocalSignature.IsNil)
        {
            foreach (var local in module.Metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(module.Nodes, null))
            {
                walk.ReachNode(local, scope);
            }
        }

        foreach (var region in body.ExceptionRegions)
        {
            if (!region.CatchType.IsNil)
            {
                walk.ReachNode(module.Node(region.CatchType), scope);
            }
        }

        var hints = new BodyHints(walk, scanning, method);
        var il = body.GetILReader();
        while (Instructions.TryRead(ref il, out var instruction))
        {
            Follow(module, scope, instruction, hints);
        }

        hints.Finish();
    }

    private void Follow(WalkedModule module, Scope scope, Instruction instruction, BodyHints hints)
    {
        if (instruction.Token == 0)
        {
            hints.Other(instruction.Code);
            return;
        }

        if (instruction.Code == ILOpCode.Ldstr)
        {
            hints.Text(module.Metadata.GetUserString(MetadataTokens.UserStringHandle(instruction.Token & 0xFFFFFF)));
            return;
        }

        var handle = MetadataTokens.EntityHandle(instruction.Token);
        switch (handle.Kind)
        {
            case HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification:
                var node = module.Node(handle);
                walk.ReachNode(node, scope);
                if (instruction.Code == ILOpCode.Box && node.Walked is { } boxed)
                {
                    walk.Construct(boxed);
                }

                hints.Type(instruction.Code, node, scope);
                break;
            case HandleKind.MethodDefinition or HandleKind.FieldDefinition or HandleKind.MemberReference or HandleKind.MethodSpecification:
                var target = module.Member(handle);
                Use(target, instruction.Code, scope);
                hints.Member(instruction.Code, target, scope);
                break;
            case HandleKind.StandaloneSignature:
                CallIndirect(module, (StandaloneSignatureHandle)handle, scope);
                hints.Other(instruction.Code);
                break;
            default:
                hints.Other(instruction.Code);
                break;
        }
    }

    private void Use(MemberTarget target, ILOpCode code, Scope scope)
    {
        walk.ReachNode(target.Parent, scope);
        foreach (var argument in target.Arguments)
        {
            walk.ReachNode(argument, scope);
        }

        if (target.Field is { } field)
        {
            walk.ReachField(field);
        }

        if (target.Method is not { } method)
        {
            External(target, scope);
            return;
        }

        for (var i = 0; i < target.Arguments.Length && i < method.Parameters.Length; i++)
        {
            walk.Flow(method.Parameters[i], target.Arguments[i], scope);
        }

        walk.ReachMethod(method);
        if (code == ILOpCode.Newobj)
        {
            walk.Construct(method.Type);
        }
        else if (method.IsVirtual && (code is not ILOpCode.Call || method.IsStatic || method.Attributes.HasFlag(System.Reflection.MethodAttributes.Abstract) || method.Type.IsInterface))
        {
            walk.Call(method);
        }
    }

    private void External(MemberTarget target, Scope scope)
    {
        if (target.External is { } external && !target.Arguments.IsEmpty && Conventions.OfMethod(external, target.Name) is not Keep.None and var keep)
        {
            foreach (var argument in target.Arguments)
            {
                walk.KeepNode(argument, keep, scope);
            }
        }
    }

    private void CallIndirect(WalkedModule module, StandaloneSignatureHandle handle, Scope scope)
    {
        var signature = module.Metadata.GetStandaloneSignature(handle);
        if (signature.GetKind() == StandaloneSignatureKind.Method)
        {
            var method = signature.DecodeMethodSignature(module.Nodes, null);
            walk.ReachNode(method.ReturnType, scope);
            foreach (var parameter in method.ParameterTypes)
            {
                walk.ReachNode(parameter, scope);
            }
        }
    }
}
