using System.Diagnostics.CodeAnalysis;
using Provenance.Engine.Notices;

namespace Provenance.Engine.Git;

/// <summary>A value, or the notice that says why there is none. Expected conditions are values; exceptions are for defects.</summary>
public readonly record struct Outcome<T>
    where T : class
{
    private Outcome(T? value, Notice? notice)
    {
        Value = value;
        Notice = notice;
    }

    public T? Value { get; }

    public Notice? Notice { get; }

    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Notice))]
    public bool IsSuccess => Value is not null;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Notice notice) => new(null, notice);
}
