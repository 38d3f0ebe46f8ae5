package io.github.answersheet.llm.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.github.answersheet.llm.Reply;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Results as providers and the versions of vLLM write them. */
class ResultLineTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // OpenAI: expired, refused, limited, nothing in it.
                "{'custom_id':'a','response':null,'error':{'code':'batch_expired','message':'not in time'}} | not in time | false",
                "{'custom_id':'a','response':{'status_code':400,'body':{'error':{'message':'too long'}}},'error':null}"
                        + " | HTTP 400 too long | true",
                "{'custom_id':'a','response':{'status_code':429,'body':{'error':{'message':'slow'}}}} | HTTP 429 slow | false",
                "{'custom_id':'a','response':{'status_code':500,'body':{}}} | HTTP 500 no chat completion came | false",
                "{'custom_id':'a'} | no chat completion came | false",
                "{'custom_id':'a','response':{'status_code':200,'body':{'choices':[]}}} | no chat completion came | false",
                // vLLM: a text, an object, an object in an object.
                "{'custom_id':'a','response':{'status_code':400,'body':null},'error':'no such url'} | HTTP 400 no such url | true",
                "{'custom_id':'a','response':{'status_code':404,'body':null},'error':{'object':'error','message':'no model','code':404}}"
                        + " | HTTP 404 no model | true",
                "{'custom_id':'a','response':{'status_code':400,'body':null},'error':{'error':{'message':'bad'}}} | HTTP 400 bad | true"
            })
    void aFailureIsNamed(String line, String failure, boolean isRefused) {
        ResultLine result = ResultLine.read(line.replace('\'', '"')).orElseThrow();
        assertEquals(new ResultLine("a", Optional.empty(), failure, isRefused), result);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'finish_reason':'stop','message':{'content':'yes'}} | yes | STOP",
                "{'finish_reason':'length','message':{'content':'ye'}} | ye | LENGTH",
                "{'finish_reason':'stop','message':{'content':null,'refusal':'no'}} | no | FILTERED",
                "{'finish_reason':'content_filter','message':{'content':''}} | `` | FILTERED",
                "{'finish_reason':null,'message':{'content':'yes'}} | yes | UNKNOWN"
            })
    void aReplyIsReadLikeALiveOne(String choice, String text, Reply.Finish finish) {
        String body = "{'model':'m','choices':[" + choice + "],'usage':{'prompt_tokens':7,'completion_tokens':3}}";
        Reply reply = ResultLine.read(
                        ("{'custom_id':'a','response':{'status_code':200,'body':" + body + "},'error':null}")
                                .replace('\'', '"'))
                .flatMap(ResultLine::reply)
                .orElseThrow();
        assertEquals(text, reply.text());
        assertEquals(finish, reply.finish());
        assertEquals(10, reply.usage().input() + reply.usage().output());
        assertEquals("m", reply.model());
    }

    @ParameterizedTest
    @CsvSource({"no JSON", "{}", "[]", "17", "{\"custom_id\":7.5", "{\"custom_id\":\"\"}"})
    void whatIsNoResultIsNone(String line) {
        assertEquals(Optional.empty(), ResultLine.read(line));
    }
}
