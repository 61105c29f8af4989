using System.Text;
using CsCheck;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Call.Providers;

namespace Penstock.Gateway.Tests.Call.Providers;

public sealed class ProviderErrorReaderTests
{
    [Theory]
    [InlineData(400, """{"error":{"message":"This model's maximum context length is 8192 tokens.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}""", FaultCode.ContextExceeded)]
    [InlineData(400, """{"error":{"message":"too big","type":"exceed_context_size_error","code":400}}""", FaultCode.ContextExceeded)]
    [InlineData(400, """{"error":{"message":"The response was filtered","code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation"}}}""", FaultCode.ContentFiltered)]
    [InlineData(400, """{"error":{"message":"Unknown field x","type":"invalid_request_error","param":"x","code":null}}""", FaultCode.ProviderRejected)]
    [InlineData(401, """{"error":{"message":"Incorrect API key provided","code":"invalid_api_key"}}""", FaultCode.ProviderAuthFailed)]
    [InlineData(404, """{"error":{"message":"No such model"}}""", FaultCode.ProviderRejected)]
    [InlineData(408, "", FaultCode.ProviderFailed)]
    [InlineData(429, """{"error":{"message":"Slow down","code":"rate_limit_exceeded"}}""", FaultCode.ProviderRateLimited)]
    [InlineData(503, "<html>", FaultCode.ProviderFailed)]
    [InlineData(200, """{"error":{"message":"overloaded","code":503}}""", FaultCode.ProviderFailed)]
    [InlineData(200, """{"error":{"message":"bad","code":400}}""", FaultCode.ProviderRejected)]
    public void An_openai_error_gets_its_fault(int status, string body, FaultCode expected)
    {
        Assert.Equal(expected, Read(Dialect.OpenAi, status, body).Code);
    }

    [Theory]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 208310 tokens > 200000 maximum"}}""", FaultCode.ContextExceeded)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"input length and `max_tokens` exceed context limit: 1 + 2"}}""", FaultCode.ContextExceeded)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"Output blocked by content filtering policy"}}""", FaultCode.ContentFiltered)]
    [InlineData(400, """{"type":"error","error":{"type":"invalid_request_error","message":"max_tokens: required"}}""", FaultCode.ProviderRejected)]
    [InlineData(403, """{"type":"error","error":{"type":"permission_error","message":"no"}}""", FaultCode.ProviderAuthFailed)]
    [InlineData(529, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", FaultCode.ProviderFailed)]
    [InlineData(200, """{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}""", FaultCode.ProviderFailed)]
    [InlineData(200, """{"type":"error","error":{"type":"rate_limit_error","message":"Slow down"}}""", FaultCode.ProviderRateLimited)]
    public void An_anthropic_error_gets_its_fault(int status, string body, FaultCode expected)
    {
        Assert.Equal(expected, Read(Dialect.Anthropic, status, body).Code);
    }

    [Fact]
    public void The_providers_sentence_status_and_field_are_passed_on()
    {
        var fault = Read(Dialect.OpenAi, 422, """{"error":{"message":"Too hot.","param":"temperature"}}""");

        Assert.Equal(("Too hot.", "temperature", 422), (fault.Detail, fault.Param, fault.ProviderStatus));
    }

    [Fact]
    public void A_long_sentence_is_cut_between_characters()
    {
        var message = new string('x', 998) + "\U0001F600" + new string('y', 5_000);

        var detail = Read(Dialect.OpenAi, 400, $$$"""{"error":{"message":"{{{message}}}"}}""").Detail;

        Assert.Equal(new string('x', 998) + "…", detail);
    }

    [Fact]
    public void A_refused_credential_is_never_quoted()
    {
        var fault = Read(Dialect.OpenAi, 401, """{"error":{"message":"Incorrect API key provided: sk-abc***xyz."}}""");

        Assert.DoesNotContain("sk-abc", fault.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Whatever_the_body_is_there_is_a_fault_with_a_sentence()
    {
        var body = Gen.OneOf(Gen.Byte.Array, Gen.String.Select(Encoding.UTF8.GetBytes), Gen.Const(Encoding.UTF8.GetBytes("""{"error":{"message":"\ud800","type":["x"],"code":{}}}""")));

        Gen.Select(body, Gen.Int[200, 599]).Sample((bytes, status) =>
        {
            Assert.NotEmpty(ProviderErrorReader.Read(Dialect.OpenAi, status, bytes).Detail);
            Assert.NotEmpty(ProviderErrorReader.Read(Dialect.Anthropic, status, bytes).Detail);
        });
    }

    private static Fault Read(Dialect dialect, int status, string body) =>
        ProviderErrorReader.Read(dialect, status, Encoding.UTF8.GetBytes(body));
}
