namespace Provenance.Engine.Evidence.Reach;

/// <summary>Members that a text names: <c>nameof</c> in an attribute, or the argument of a lookup by name.</summary>
internal static class MemberNames
{
    private static readonly char[] Marks = ['{', '}', ',', '(', ')', '.', ' '];

    /// <param name="text">A name, or the form of <c>[DebuggerDisplay]</c>: <c>{Name,nq}</c>.</param>
    public static void Reach(ReachWalk walk, WalkedType type, string text)
    {
        if (text.Contains('{', StringComparison.Ordinal))
        {
            foreach (var part in text.Split(Marks, StringSplitOptions.RemoveEmptyEntries))
            {
                One(walk, type, part);
            }

            // A place that names no member of the type may be any expression.
            if (text.Split('{').Skip(1).Any(place => !Has(type, place.Split(Marks)[0])))
            {
                walk.KeepType(type, Keep.Everything);
            }
        }
        else
        {
            One(walk, type, text);
        }
    }

    private static bool Has(WalkedType type, string name) => type.WithBases().Any(part =>
        part.Named(name).Any() || part.Named("get_" + name).Any() || part.Fields.Any(field => string.Equals(field.Name, name, StringComparison.Ordinal)));

    private static void One(ReachWalk walk, WalkedType type, string name)
    {
        foreach (var part in type.WithBases())
        {
            foreach (var prefix in (ReadOnlySpan<string>)["", "get_", "set_", "add_", "remove_"])
            {
                foreach (var method in part.Named(prefix + name))
                {
                    walk.Call(method);
                }
            }

            foreach (var field in part.Fields)
            {
                if (string.Equals(field.Name, name, StringComparison.Ordinal))
                {
                    walk.ReachField(field);
                }
            }

            foreach (var handle in part.Definition.GetNestedTypes())
            {
                var nested = part.Module.Type(handle);
                if (string.Equals(nested.Name, name, StringComparison.Ordinal))
                {
                    walk.KeepType(nested, Keep.Public);
                }
            }
        }
    }
}
