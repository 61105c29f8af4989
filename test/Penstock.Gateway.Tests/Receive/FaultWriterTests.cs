using System.Buffers;
using System.Text;
using Penstock.Contracts.Dialects;
using Penstock.Contracts.Faults;
using Penstock.Gateway.Receive;

namespace Penstock.Gateway.Tests.Receive;

public sealed class FaultWriterTests
{
    private static readonly Fault Unsupported = new(FaultCode.FeatureUnsupported, "Ask for one answer.") { Param = "n" };

    [Fact]
    public void An_openai_caller_gets_message_type_param_and_code()
    {
        Assert.Equal(
            """{"error":{"message":"Ask for one answer.","type":"invalid_request_error","param":"n","code":"feature_unsupported"}}""",
            Body(Dialect.OpenAi, Unsupported));
    }

    [Fact]
    public void Param_is_null_where_no_field_is_at_fault()
    {
        Assert.Contains("\"param\":null", Body(Dialect.OpenAi, new Fault(FaultCode.Draining, "Try again.")));
    }

    [Fact]
    public void An_anthropic_caller_gets_the_type_and_the_request_id()
    {
        Assert.Equal(
            """{"type":"error","error":{"type":"invalid_request_error","message":"n: Ask for one answer."},"request_id":"t1"}""",
            Body(Dialect.Anthropic, Unsupported));
    }

    [Fact]
    public void An_error_within_a_stream_is_one_event_of_the_dialect()
    {
        var fault = new Fault(FaultCode.StreamStalled, "Line one.\nLine two.");

        Assert.Matches("^data: {\"error\":[^\n]*}\n\n$", Event(Dialect.OpenAi, fault));
        Assert.Matches("^event: error\ndata: {\"type\":\"error\",[^\n]*}\n\n$", Event(Dialect.Anthropic, fault));
    }

    [Theory]
    [InlineData(Dialect.OpenAi)]
    [InlineData(Dialect.Anthropic)]
    public void Every_fault_can_be_written(Dialect dialect)
    {
        foreach (var code in Enum.GetValues<FaultCode>())
        {
            Assert.NotEmpty(Body(dialect, new Fault(code, "Half a pair: \ud83d.")));
        }
    }

    private static string Body(Dialect dialect, Fault fault)
    {
        var output = new ArrayBufferWriter<byte>();
        FaultWriter.WriteBody(dialect, fault, "t1", output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }

    private static string Event(Dialect dialect, Fault fault)
    {
        var output = new ArrayBufferWriter<byte>();
        FaultWriter.WriteEvent(dialect, fault, "t1", output);
        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
