using System.Reflection;

namespace Provenance.Engine.Evidence.Reach;

/// <summary>Members that the runtime's own serialisation looks for in types marked <c>[Serializable]</c>.</summary>
internal static class SerializationMembers
{
    // By its value: the framework calls the name obsolete, and the flag is in files all the same (ECMA-335 II.23.1.15).
    private const TypeAttributes Serializable = (TypeAttributes)0x2000;

    public static void Reach(ReachWalk walk, WalkedType type)
    {
        if (!type.Attributes.HasFlag(Serializable))
        {
            return;
        }

        foreach (var method in type.Methods)
        {
            var parameters = method.Signature.ParameterTypes;
            if (parameters.Length > 0 && parameters[^1].External is { Namespace: "System.Runtime.Serialization", Name: "StreamingContext" })
            {
                walk.ReachMethod(method);
            }
        }
    }
}
