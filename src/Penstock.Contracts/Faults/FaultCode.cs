namespace Penstock.Contracts.Faults;

/// <summary>Every expected way for a request to fail. <see cref="FaultTable"/> says how each one looks to a caller.</summary>
public enum FaultCode
{
    /// <summary>The body, a parameter or a header is not what the API takes.</summary>
    RequestInvalid,

    /// <summary>The body is larger than the configured limit.</summary>
    BodyTooLarge,

    /// <summary>The body did not arrive in time.</summary>
    BodyTooSlow,

    /// <summary>The media type is not JSON.</summary>
    MediaTypeUnsupported,

    /// <summary>The request line is longer than is taken.</summary>
    RequestLineTooLong,

    /// <summary>The headers are more or larger than is taken.</summary>
    HeadersTooLarge,

    /// <summary>No such path.</summary>
    PathUnknown,

    /// <summary>The path exists, but not with this method.</summary>
    MethodNotAllowed,

    /// <summary>No key was sent.</summary>
    KeyMissing,

    /// <summary>The key is not known, was revoked, or has expired.</summary>
    KeyInvalid,

    /// <summary>The key is good, but not for this app, model or operation.</summary>
    KeyForbidden,

    /// <summary>No app or model of that name.</summary>
    ModelUnknown,

    /// <summary>The provider's dialect has no way to say what the request asks for.</summary>
    FeatureUnsupported,

    /// <summary>A request or token limit of the key or the tenant is used up.</summary>
    RateLimited,

    /// <summary>The prompt is longer than the model's context window.</summary>
    ContextExceeded,

    /// <summary>The provider refused the prompt for its content.</summary>
    ContentFiltered,

    /// <summary>The provider refused the request as invalid.</summary>
    ProviderRejected,

    /// <summary>The provider's own limit was hit, and no other target could answer.</summary>
    ProviderRateLimited,

    /// <summary>The provider did not accept Penstock's credential.</summary>
    ProviderAuthFailed,

    /// <summary>The provider answered with a server error.</summary>
    ProviderFailed,

    /// <summary>No connection to the provider, or it closed before answering.</summary>
    ProviderUnreachable,

    /// <summary>The provider's answer could not be read.</summary>
    AnswerMalformed,

    /// <summary>The provider's answer is larger than the configured limit.</summary>
    AnswerTooLarge,

    /// <summary>The provider's answer ended before it was complete.</summary>
    AnswerCut,

    /// <summary>No connection within the connect deadline.</summary>
    ConnectTimeout,

    /// <summary>No first token within its deadline.</summary>
    FirstTokenTimeout,

    /// <summary>No whole answer within its deadline.</summary>
    AnswerTimeout,

    /// <summary>The answer stood still for longer than the stall deadline.</summary>
    StreamStalled,

    /// <summary>The exchange took longer than the total deadline.</summary>
    TotalTimeout,

    /// <summary>The caller went away before the answer was complete.</summary>
    CallerGone,

    /// <summary>The server is stopping.</summary>
    Draining,

    /// <summary>The server cannot answer yet.</summary>
    NotReady,

    /// <summary>The server holds as many bytes of bodies and answers as it may.</summary>
    ServerFull,

    /// <summary>The ledger cannot be written, so nothing that costs money is started.</summary>
    LedgerUnavailable,

    /// <summary>A store that an admin call reads or writes is gone or failing.</summary>
    StoreUnavailable,

    /// <summary>An admin call without a valid admin key.</summary>
    AdminKeyInvalid,

    /// <summary>Too many wrong keys came from the address, so none is looked at for a while.</summary>
    TooManyWrongKeys,

    /// <summary>The metrics were asked for without their key.</summary>
    MetricsKeyInvalid,

    /// <summary>The thing an admin call names does not exist.</summary>
    NotFound,

    /// <summary>The thing exists already, or changed since it was read.</summary>
    Conflict,

    /// <summary>The configuration has mistakes; the detail lists them.</summary>
    ConfigurationInvalid,

    /// <summary>A client found no Penstock server at the address. Never sent by a server.</summary>
    ServerUnreachable,

    /// <summary>A defect in Penstock. The log has the details under the trace id.</summary>
    Internal,
}
