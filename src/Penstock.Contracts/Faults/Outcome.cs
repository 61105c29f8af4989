using System.Diagnostics.CodeAnalysis;

namespace Penstock.Contracts.Faults;

/// <summary>A value or the fault that took its place.</summary>
/// <typeparam name="T">The value's type.</typeparam>
public readonly record struct Outcome<T>
{
    private Outcome(T? value, Fault? fault) => (Value, Fault) = (value, fault);

    /// <summary>The value; set only when <see cref="IsOk"/>.</summary>
    public T? Value { get; }

    /// <summary>The fault; set only when not <see cref="IsOk"/>.</summary>
    public Fault? Fault { get; }

    /// <summary>Whether a value is present.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Fault))]
    public bool IsOk => Fault is null;

    /// <summary>Wraps a value.</summary>
    /// <param name="value">The value.</param>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Wraps a fault.</summary>
    /// <param name="fault">The fault.</param>
    public static implicit operator Outcome<T>(Fault fault) => new(default, fault);
}
