using System.Reflection;
using Penstock.Statistics.Comparisons.Permutations;
using Penstock.Statistics.Drift;
using Penstock.Statistics.Intervals;
using Penstock.Statistics.Numerics;

namespace Penstock.Statistics.Tests.Hostile;

/// <summary>Arguments of every type the library takes, of which a share is meant to break it. One call's samples mostly have one length.</summary>
internal sealed class HostileArguments
{
    private const int Deepest = 4;

    private static readonly int[] Lengths = [0, 1, 2, 3, 4, 6, 12, 30];
    private static readonly double[] Shares = [0, 0, 0.05, 0.3, 1];

    private static readonly string?[] Texts =
        [string.Empty, " ", "a", "b", "c", "d", "A a", "\ud800", "x\udc00y", "\0", "the quick brown fox jumps over the lazy dog", "the slow brown fox, twice.", "e\u0301 ﬁ 你好 😀", new string('z', 300)];

    private readonly RandomStream _random;
    private readonly HostileNumbers _numbers;
    private double _share;
    private int _length;
    private int _dimensions;

    public HostileArguments(RandomStream random)
    {
        _random = random;
        _numbers = new HostileNumbers(random);
    }

    /// <summary>Arguments for one call, in a mood from harmless to all hostile.</summary>
    public object?[] For(HostileCall call)
    {
        _share = _numbers.Pick(Shares);
        _length = _numbers.Pick(Lengths);
        _dimensions = 1 + _random.NextBelow(3);
        return Values(call.Parameters);
    }

    public object? Target(HostileCall call) => call.Method.IsStatic || call.Method.IsConstructor ? null : Built(call.Method.DeclaringType!, 0);

    /// <summary>An object of the library with data in it, in a mood of its own.</summary>
    public object? Instance(Type type)
    {
        _share = _numbers.Pick(Shares);
        _length = _numbers.Pick(Lengths);
        return Built(type, 0);
    }

    private object?[] Values(ParameterInfo[] parameters, int depth = 0) => [.. parameters.Select(one => Value(one, depth))];

    private object? Value(ParameterInfo parameter, int depth)
    {
        if (parameter.HasDefaultValue && _random.NextBelow(2) == 0)
        {
            return parameter.DefaultValue is { } value && parameter.ParameterType.IsEnum ? Enum.ToObject(parameter.ParameterType, value) : parameter.DefaultValue ?? Default(parameter.ParameterType);
        }

        if (parameter.Name is "dimensions" or "columns" && !Hostile())
        {
            return _dimensions;
        }

        if (parameter.Name is "level" && !Hostile())
        {
            return _numbers.Pick([0.95, 0.8, 0.99, 0.5]);
        }

        return Make(parameter.ParameterType, depth);
    }

    private static object? Default(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;

    private object? Make(Type type, int depth)
    {
        if (!type.IsValueType && Hostile() && _random.NextBelow(3) == 0)
        {
            return null;
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return _random.NextBelow(4) == 0 ? null : Make(underlying, depth);
        }

        if (type.IsEnum)
        {
            return Hostile() ? Enum.ToObject(type, _numbers.Pick([-1, 99, int.MaxValue])) : _numbers.Pick([.. Enum.GetValues(type).Cast<object>()]);
        }

        return Plain(type) ?? Callback(type) ?? Many(type, depth) ?? Pair(type, depth) ?? Built(type, depth);
    }

    private object? Plain(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Double => Hostile() ? _numbers.Extreme() : _numbers.Ordinary(),
        TypeCode.Single => (float)(Hostile() ? _numbers.Extreme() : _random.NextNormal()),
        TypeCode.Int64 => Hostile() ? _numbers.ExtremeCount() : _numbers.OrdinaryCount(),
        TypeCode.Int32 => (int)Math.Clamp(Hostile() ? _numbers.ExtremeCount() : _random.NextBelow(_numbers.Pick([5, 12, 60])), int.MinValue, int.MaxValue),
        TypeCode.UInt64 => _random.NextBits(),
        TypeCode.UInt32 => (uint)_random.NextBits(),
        TypeCode.Boolean => _random.NextBelow(2) == 0,
        TypeCode.String => _numbers.Pick(Texts),
        _ when type == typeof(ReadOnlyMemory<double>) => new ReadOnlyMemory<double>(_numbers.Sample(_length, Hostile())),
        _ when type == typeof(TimeSpan) => Hostile()
            ? _numbers.Pick([TimeSpan.Zero, TimeSpan.MaxValue, TimeSpan.MinValue, TimeSpan.FromTicks(1), TimeSpan.FromTicks(-1)])
            : _numbers.Pick([TimeSpan.FromDays(30), TimeSpan.FromHours(1), TimeSpan.FromMinutes(5), TimeSpan.FromDays(7)]),
        _ => null,
    };

    /// <summary>A caller's own statistic may say anything of a sample.</summary>
    private object? Callback(Type type)
    {
        var answer = Hostile() ? _numbers.Extreme() : 0.5;
        var constant = Hostile();
        double One(ReadOnlySpan<double> sample) => constant || sample.IsEmpty ? answer : Median(sample);
        double Two(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => One(second) - One(first);

        return type == typeof(SampleStatistic) ? (SampleStatistic)One
            : type == typeof(TwoSampleStatistic) ? (TwoSampleStatistic)Two
            : type == typeof(DriftMeasure) ? (DriftMeasure)Two : null;
    }

    private static double Median(ReadOnlySpan<double> sample) => sample[sample.Length / 2];

    private object? Many(Type type, int depth)
    {
        var item = type.IsArray ? type.GetElementType()! : type.IsGenericType && !type.IsValueType || type.IsByRefLike ? type.GetGenericArguments()[0] : null;
        if (item is null)
        {
            return null;
        }

        var values = Items(item, depth);
        return type.Name.StartsWith("IReadOnlySet", StringComparison.Ordinal)
            ? Activator.CreateInstance(typeof(HashSet<>).MakeGenericType(item), values)
            : values;
    }

    private Array Items(Type item, int depth)
    {
        var length = Hostile() ? _numbers.Pick(Lengths) : depth > 0 ? Math.Min(_length, 5) : _length;
        if (item == typeof(double))
        {
            return _numbers.Sample(length, Hostile());
        }

        var many = Array.CreateInstance(item, item == typeof(float) && !Hostile() ? length * _dimensions : length);
        for (var index = 0; index < many.Length; index++)
        {
            many.SetValue(item == typeof(int) && !Hostile() ? _random.NextBelow(4) : Make(item, depth + 1), index);
        }

        return many;
    }

    private object? Pair(Type type, int depth) => type.IsGenericType && type.Name.StartsWith("ValueTuple", StringComparison.Ordinal)
        ? Activator.CreateInstance(type, [.. type.GetGenericArguments().Select(item => Make(item, depth + 1))])
        : null;

    /// <summary>An object of the library itself, made by its own constructors and factories; the arguments become harmless when it refuses them.</summary>
    private object? Built(Type type, int depth)
    {
        if (type.IsValueType && Hostile() && _random.NextBelow(2) == 0)
        {
            return Activator.CreateInstance(type);
        }

        var makers = HostileMakers.Of(type);
        var share = _share;
        for (var attempt = 0; depth < Deepest && attempt < 20; attempt++)
        {
            try
            {
                var maker = _numbers.Pick(makers);
                var made = maker.Invoke(null, Values(maker.Parameters, depth + 1));
                Fill(made, depth);
                _share = share;
                return made;
            }
            catch (Exception refusal) when (refusal is ArgumentException or InvalidOperationException)
            {
                _share = attempt > 3 ? 0 : _share;
                _length = attempt > 3 ? _numbers.Pick(Lengths) : _length;
            }
        }

        _share = share;
        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }

    /// <summary>Sets what may be set beside the constructor, and adds to what can be added to.</summary>
    private void Fill(object? made, int depth)
    {
        foreach (var property in HostileMakers.Settable(made!.GetType()))
        {
            if (HostileMakers.IsRequired(property) || _random.NextBelow(3) == 0)
            {
                property.SetValue(made, Make(property.PropertyType, depth + 1));
            }
        }

        var adders = HostileMakers.Adders(made.GetType());
        for (var left = adders.Count == 0 ? 0 : _numbers.Pick([0, 1, 2, 10, 60]); left > 0; left--)
        {
            var adder = _numbers.Pick(adders);
            try
            {
                adder.Invoke(made, Values(adder.Parameters, depth + 1));
            }
            catch (Exception refusal) when (refusal is ArgumentException or InvalidOperationException)
            {
            }
        }
    }

    private bool Hostile() => _random.NextDouble() < _share;
}
