using Penstock.Contracts.Faults;

namespace Penstock.Gateway.Call.Translate;

/// <summary>The faults of a translation. What cannot be said is refused by name, never left out in silence.</summary>
internal static class TranslationFaults
{
    public static readonly Fault NotAnObject = new(FaultCode.RequestInvalid, "The body must be one JSON object in UTF-8.");

    public static readonly Fault AnswerUnreadable = new(FaultCode.AnswerMalformed, "The provider's answer is not what its dialect says.");

    /// <summary>The provider's dialect has no words for a field.</summary>
    public static Fault Unsupported(string param, string detail) => new(FaultCode.FeatureUnsupported, detail) { Param = param };

    /// <summary>A field is not what the caller's own dialect says.</summary>
    public static Fault Invalid(string param, string detail) => new(FaultCode.RequestInvalid, detail) { Param = param };

    public static Fault Malformed(string detail) => new(FaultCode.AnswerMalformed, detail);
}
