namespace Penstock.Bench.Systems;

/// <summary>The request that every system gets: a short system prompt, a conversation of three turns, about 700 bytes.</summary>
internal static class ChatBody
{
    private const string Messages = """
        [{"role":"system","content":"You answer briefly, in plain words, and name the source of what you say."},
        {"role":"user","content":"Our pump loses pressure every few hours although no valve has been touched. What should be looked at first?"},
        {"role":"assistant","content":"Look at the intake: a partly blocked screen starves the pump slowly and recovers when it is shut off. Then measure the level behind the gate."},
        {"role":"user","content":"The screen is clean and the level behind the gate is steady at 2.4 metres. What is next, and how long does each check take?"}]
        """;

    public static string Whole(string model) => $$"""{"model":"{{model}}","messages":{{Messages}},"max_tokens":24,"temperature":0.2}""";

    public static string Streamed(string model) => $$"""{"model":"{{model}}","messages":{{Messages}},"max_tokens":64,"stream":true}""";
}
