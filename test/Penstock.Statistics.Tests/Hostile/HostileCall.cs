using System.Linq.Expressions;
using System.Reflection;

namespace Penstock.Statistics.Tests.Hostile;

/// <summary>One public method or constructor, made callable with boxed arguments: an array stands where it takes a span.</summary>
internal sealed class HostileCall
{
    private readonly Func<object?, object?[], object?> _invoke;

    public HostileCall(MethodBase method)
    {
        Method = method;
        Parameters = method.GetParameters();
        Name = $"{method.DeclaringType!.Name}.{method.Name}({string.Join(", ", Parameters.Select(one => $"{one.ParameterType.Name} {one.Name}"))})";
        _invoke = Compile(method, Parameters);
    }

    public MethodBase Method { get; }

    public ParameterInfo[] Parameters { get; }

    public string Name { get; }

    public object? Invoke(object? target, object?[] arguments) => _invoke(target, arguments);

    private static Func<object?, object?[], object?> Compile(MethodBase method, ParameterInfo[] parameters)
    {
        var target = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object[]));
        var values = parameters.Select((one, index) => Argument(Expression.ArrayIndex(arguments, Expression.Constant(index)), one.ParameterType));

        Expression call = method is ConstructorInfo constructor
            ? Expression.New(constructor, values)
            : Expression.Call(method.IsStatic ? null : Expression.Convert(target, method.DeclaringType!), (MethodInfo)method, values);
        var body = call.Type == typeof(void) ? Expression.Block(call, Expression.Constant(null)) : (Expression)Expression.Convert(call, typeof(object));

        return Expression.Lambda<Func<object?, object?[], object?>>(body, target, arguments).Compile();
    }

    private static UnaryExpression Argument(Expression boxed, Type type)
    {
        if (!type.IsByRefLike)
        {
            return Expression.Convert(boxed, type);
        }

        var array = type.GetGenericArguments()[0].MakeArrayType();
        return Expression.Convert(Expression.Convert(boxed, array), type, type.GetMethod("op_Implicit", [array]));
    }
}
